import { backoff } from './backoff.js';
import { type GatewayFrame, readFrame } from './frames.js';

/** Another window or sign-in of the same agent has the desk now; thrown by `pass`. */
export class DeskElsewhere extends Error {}

/** What the link to the gateway is doing. elsewhere: this desk was opened in another window, and this one stays away. */
export type LinkPhase = 'closed' | 'connecting' | 'open' | 'away' | 'elsewhere';

/** A way in: the gateway's address and a ticket, worthless at the site. */
export interface Pass {
  gateway: string;
  ticket: string;
  session: string;
  epoch: number;
}

export interface LinkOptions {
  /** Asks the site for a pass; each one raises the epoch. */
  pass: () => Promise<Pass>;
  onFrame: (frame: GatewayFrame) => void;
  onPhase: (phase: LinkPhase) => void;
  /** For tests. */
  open?: (pass: Pass) => WebSocket;
}

const BEAT_MS = 2_000;
const SILENCE_MS = 3 * BEAT_MS;
const PROTOCOLS = ['spillway.v1', 'spillway.desk.v1'];

/** Holds a socket to the gateway open: beats, listens for the site's heartbeat, comes back with a new ticket when it stays out. */
export class Link {
  private socket: WebSocket | undefined;
  private heardAt = 0;
  private attempt = 0;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private beat: ReturnType<typeof setInterval> | undefined;
  private running = false;
  /** Grows with each connection, so that what belongs to an old one is not taken for the new one's. */
  private turn = 0;

  constructor(private readonly options: LinkOptions) {}

  start(): void {
    if (this.running) return;
    this.running = true;
    this.attempt = 0;
    void this.connect();
  }

  stop(phase: LinkPhase = 'closed'): void {
    this.running = false;
    this.turn++;
    clearTimeout(this.retry);
    this.hangUp();
    this.options.onPhase(phase);
  }

  /** The network is known to have changed: no use to wait for silence. */
  renew(): void {
    if (!this.running) return;
    this.attempt = 0;
    this.lose();
  }

  send(message: object): boolean {
    if (this.socket?.readyState !== 1) return false;
    this.socket.send(JSON.stringify(message));
    return true;
  }

  private async connect() {
    const turn = ++this.turn;
    this.options.onPhase(this.attempt ? 'away' : 'connecting');
    try {
      const pass = await this.options.pass();
      if (turn !== this.turn || !this.running) return;
      this.listen((this.options.open ?? openSocket)(pass), turn);
    } catch (error) {
      if (turn !== this.turn) return;
      if (error instanceof DeskElsewhere) this.stop('elsewhere');
      else this.lose();
    }
  }

  private listen(socket: WebSocket, turn: number) {
    this.socket = socket;
    this.heardAt = Date.now();
    socket.onopen = () => this.options.onPhase('open');
    socket.onmessage = ({ data }) => turn === this.turn && this.take(readFrame(data));
    socket.onclose = () => turn === this.turn && this.lose();
    this.beat = setInterval(() => {
      if (Date.now() - this.heardAt > SILENCE_MS) this.lose();
      else this.send({ t: 'beat' });
    }, BEAT_MS);
  }

  private take(frame: GatewayFrame | undefined) {
    if (!frame) return;
    if (frame.t === 'heartbeat') this.heardAt = Date.now();
    if (frame.t === 'snapshot') this.attempt = 0;
    if (frame.t === 'bye' && frame.code === 'EDGE.REPLACED') return this.stop('elsewhere');
    this.options.onFrame(frame);
  }

  private lose() {
    this.turn++;
    this.hangUp();
    if (!this.running) return;
    this.options.onPhase('away');
    clearTimeout(this.retry);
    this.retry = setTimeout(() => void this.connect(), backoff(this.attempt++));
  }

  private hangUp() {
    clearInterval(this.beat);
    const { socket } = this;
    this.socket = undefined;
    if (!socket) return;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
  }
}

const openSocket = ({ gateway, ticket }: Pass) => new WebSocket(gateway, [...PROTOCOLS, `spillway.ticket.${ticket}`]);
