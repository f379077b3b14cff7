import type { WebSocket } from 'ws';
import type { DeskDelta, DeskSnapshot } from '#common/contracts/edge.js';
import type { Ticket } from '../door/ticket.js';
import { frames } from '../metrics.js';
import type { ServerFrame } from './frames.js';
import { Sequence } from './sequence.js';

/** What taking a snapshot or change showed. gap: some are missing. stalled: the page does not read. */
export type Trouble = 'gap' | 'stalled';

/** One page: its socket, its place in the sequence of changes, and when it was last heard. */
export class Desk {
  readonly session: string;
  readonly epoch: number;
  readonly place: string;
  private readonly sequence: Sequence;
  /** Something was not sent because the page does not read; it needs a snapshot when it does again. */
  stalled = false;
  /** An attach or snapshot is under way. */
  asking = false;
  /** The site knows it: it has answered with a snapshot. */
  attached = false;
  /** Asked for again while one was under way. */
  askAgain = false;
  /** Commands under way, by id. */
  readonly inFlight = new Set<string>();
  strikes = 0;
  /** Why the gateway closes it; unset while open and when the page or its network went by itself. */
  goodbye: string | undefined;

  constructor(
    ticket: Ticket,
    private readonly socket: WebSocket,
    private readonly maxBuffered: number,
    /** The last message of the page itself, and the last answer of its browser to a ping. */
    public heardAt: number,
    public pongAt: number = heardAt,
  ) {
    this.session = ticket.session;
    this.epoch = ticket.epoch;
    this.place = ticket.place;
    this.sequence = new Sequence(ticket.epoch);
  }

  get open(): boolean {
    return this.goodbye === undefined && this.socket.readyState === this.socket.OPEN;
  }
  /** Whether a stalled page has read most of what was sent to it. */
  get drained(): boolean {
    return this.socket.bufferedAmount < this.maxBuffered / 4;
  }

  /** A snapshot has been asked for: changes wait for it. */
  awaitSnapshot(): void {
    this.sequence.begin();
  }

  snapshot(snapshot: DeskSnapshot): Trouble | undefined {
    this.attached = true;
    this.stalled = false;
    if (!this.send({ t: 'snapshot', snapshot })) return 'stalled';
    const { follow, gap } = this.sequence.snapshot(snapshot.n);
    for (const delta of follow) if (!this.send({ t: 'delta', delta })) return 'stalled';
    return gap ? 'gap' : undefined;
  }

  delta(delta: DeskDelta): Trouble | undefined {
    if (this.stalled) return undefined;
    const verdict = this.sequence.delta(delta);
    if (verdict === 'gap') return 'gap';
    if (verdict === 'send' && !this.send({ t: 'delta', delta })) return 'stalled';
    return undefined;
  }

  /** @returns false when it was dropped because the page does not read what it is sent */
  send(frame: ServerFrame): boolean {
    return this.write(JSON.stringify(frame), frame.t);
  }
  /** The same for a frame that many pages get: serialised once. */
  write(text: string, kind: ServerFrame['t']): boolean {
    if (!this.open) return true;
    if (this.socket.bufferedAmount > this.maxBuffered) {
      if (kind === 'snapshot' || kind === 'delta') this.stalled = true;
      return false;
    }
    frames.inc({ direction: 'out', kind });
    this.socket.send(text);
    return true;
  }

  /** Says why and closes. The page has two seconds to answer the close, then its socket is cut. */
  bye(code: string, status: 1001 | 1008 | 1012 | 1013): void {
    if (this.goodbye !== undefined) return;
    this.send({ t: 'bye', code });
    this.goodbye = code;
    this.socket.close(status, code);
    setTimeout(() => this.socket.terminate(), 2000).unref();
  }
  /** Asks the browser whether it is there; it answers even while it holds back the timers of a hidden page. */
  ping(): void {
    if (this.open) this.socket.ping();
  }
  /** Cuts a page that has gone silent. */
  cut(): void {
    this.socket.terminate();
  }
}
