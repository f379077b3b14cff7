import { randomUUID } from 'node:crypto';
import WebSocket from 'ws';
import type { DeskDelta, DeskSnapshot } from '#common/contracts/edge.js';

interface Frame {
  t: string;
  snapshot?: DeskSnapshot;
  delta?: DeskDelta;
  answer?: { id: string; ok: boolean; code?: string };
  code?: string;
  at?: number;
  n?: number;
}

/** An agent's page as the protocol has it: keeps what it was sent, waits for what a test expects. */
export class Page {
  readonly frames: Frame[] = [];
  private readonly waiting = new Set<() => void>();
  private readonly timer: NodeJS.Timeout;
  closed: { status: number } | undefined;

  private constructor(
    readonly socket: WebSocket,
    readonly session: string,
    readonly epoch: number,
    alive: boolean,
  ) {
    socket.on('message', (data) => {
      this.frames.push(JSON.parse(String(data)) as Frame);
      this.wake();
    });
    socket.on('close', (status) => {
      this.closed = { status };
      this.wake();
    });
    socket.on('error', () => undefined);
    this.timer = setInterval(() => alive && socket.readyState === 1 && this.send({ t: 'beat' }), 500);
  }

  /** Connects; throws the HTTP status and code when refused at the door. */
  static open(
    port: number,
    ticket: string,
    o: { session: string; epoch: number; origin?: string; alive?: boolean; path?: string },
  ): Promise<Page> {
    const socket = new WebSocket(
      `ws://127.0.0.1:${port}${o.path ?? '/desk'}`,
      ['spillway.desk.v1', `spillway.ticket.${ticket}`],
      {
        ...(o.origin ? { origin: o.origin } : {}),
        perMessageDeflate: false,
        autoPong: o.alive ?? true,
      },
    );
    const page = new Page(socket, o.session, o.epoch, o.alive ?? true);
    return new Promise((resolve, reject) => {
      socket.on('open', () => resolve(page));
      socket.on('unexpected-response', (_, response) => {
        clearInterval(page.timer);
        let body = '';
        response.on('data', (d) => (body += String(d)));
        response.on('end', () =>
          reject(new Error(`${response.statusCode} ${(JSON.parse(body) as { code: string }).code}`)),
        );
      });
      socket.on('error', (e) => reject(e));
    });
  }

  /** The first frame, now or later, that fits. */
  async next(fits: (f: Frame) => boolean, withinMs = 5000): Promise<Frame> {
    const until = Date.now() + withinMs;
    for (;;) {
      const found = this.frames.find(fits);
      if (found) return found;
      if (Date.now() > until)
        throw new Error(`not within ${withinMs} ms; had ${JSON.stringify(this.frames).slice(0, 1500)}`);
      await this.something(until);
    }
  }
  snapshot(fits: (s: DeskSnapshot) => boolean = () => true): Promise<DeskSnapshot> {
    return this.next((f) => f.t === 'snapshot' && fits(f.snapshot!)).then((f) => f.snapshot!);
  }
  delta(n: number): Promise<DeskDelta> {
    return this.next((f) => f.t === 'delta' && f.delta!.n === n).then((f) => f.delta!);
  }
  async gone(): Promise<number> {
    const until = Date.now() + 10_000;
    while (!this.closed && Date.now() < until) await this.something(until);
    return this.closed?.status ?? -1;
  }

  command(verb: string, o: { id?: string; deadline?: number; session?: string; epoch?: number } = {}): string {
    const id = o.id ?? randomUUID();
    const { session = this.session, epoch = this.epoch, deadline = Date.now() + 10_000 } = o;
    this.send({
      t: 'command',
      command: { id, deadline, session, epoch, verb, ...(verb === 'set-status' ? { status: 'break' } : {}) },
    });
    return id;
  }
  answer(id: string, withinMs?: number) {
    return this.next((f) => f.t === 'answer' && f.answer!.id === id, withinMs).then((f) => f.answer!);
  }
  send(frame: unknown): void {
    this.socket.send(typeof frame === 'string' ? frame : JSON.stringify(frame));
  }
  close(): void {
    clearInterval(this.timer);
    this.socket.close();
  }
  cut(): void {
    clearInterval(this.timer);
    this.socket.terminate();
  }

  private something(until: number): Promise<void> {
    return new Promise((resolve) => {
      const go = () => {
        clearTimeout(timer);
        this.waiting.delete(go);
        resolve();
      };
      const timer = setTimeout(go, Math.max(1, until - Date.now()));
      this.waiting.add(go);
    });
  }
  private wake(): void {
    for (const go of [...this.waiting]) go();
  }
}
