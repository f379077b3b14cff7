import { connect, type Socket } from 'node:net';
import { AmiDisconnected, AmiError, AmiRefused, AmiTimeout } from './ami.errors.js';
import { type AmiMessage, AmiParser, encodeAction, valuesOf } from './ami.protocol.js';

/** Where a node's manager interface is. Loopback only: the protocol carries the password in the clear. */
export interface AmiOptions {
  readonly node: string;
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  /** How long an action may take, ms. Default 5,000. */
  readonly timeoutMs?: number;
  /** Longest wait between two attempts to connect, ms. Default 2,000. */
  readonly retryMs?: number;
  readonly log?: AmiLog;
}

/** What the client needs of a logger; pino's fits. */
export interface AmiLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

interface Pending {
  readonly action: string;
  /** For an action that answers with a list: its rows so far, and the event that ends it. */
  readonly rows?: AmiMessage[];
  readonly timer: NodeJS.Timeout;
  resolve(message: AmiMessage): void;
  reject(error: Error): void;
}

/** Actions and their answers over one connection that is made again for ever. Events are switched off. */
export class AmiClient {
  readonly node: string;
  private socket?: Socket;
  private open = false;
  private stopped = true;
  private attempt = 0;
  private lastId = 0;
  private retryTimer?: NodeJS.Timeout;
  private readonly pending = new Map<string, Pending>();
  private readonly whenConnected = new Set<() => unknown>();

  constructor(private readonly options: AmiOptions) {
    this.node = options.node;
  }

  get connected(): boolean {
    return this.open;
  }

  /** Begins to connect and returns at once. */
  start(): void {
    if (!this.stopped) return;
    this.stopped = false;
    this.connect();
  }

  /** Disconnects for good; actions under way reject with AmiDisconnected. Recordings in Asterisk go on. */
  stop(): void {
    this.stopped = true;
    clearTimeout(this.retryTimer);
    this.socket?.destroy();
  }

  /** Runs after every log-in: the place to ask Asterisk what is. */
  onConnected(reconcile: () => unknown): () => void {
    this.whenConnected.add(reconcile);
    return () => this.whenConnected.delete(reconcile);
  }

  /** Sends an action; resolves with Asterisk's `Success` block, rejects with an AmiError. */
  async send(action: string, fields: Readonly<Record<string, string | undefined>> = {}): Promise<AmiMessage> {
    if (!this.open) throw new AmiDisconnected(action);
    return this.exchange(action, fields);
  }

  /** Sends an action that answers with a list of events; gives the rows. */
  async list(action: string): Promise<readonly AmiMessage[]> {
    if (!this.open) throw new AmiDisconnected(action);
    const rows: AmiMessage[] = [];
    await this.exchange(action, {}, rows);
    return rows;
  }

  private exchange(
    action: string,
    fields: Readonly<Record<string, string | undefined>>,
    rows?: AmiMessage[],
  ): Promise<AmiMessage> {
    const id = String(++this.lastId);
    const timeoutMs = this.options.timeoutMs ?? 5_000;
    return new Promise((resolve, reject) => {
      const text = encodeAction({ Action: action, ActionID: id, ...fields });
      const timer = setTimeout(() => {
        this.pending.delete(id);
        reject(new AmiTimeout(action, timeoutMs));
      }, timeoutMs);
      this.pending.set(id, { action, timer, resolve, reject, ...(rows ? { rows } : {}) });
      this.socket?.write(text);
    });
  }

  private connect(): void {
    const socket = connect({ host: this.options.host, port: this.options.port, noDelay: true });
    const parser = new AmiParser();
    this.socket = socket;
    socket.setEncoding('utf8').setKeepAlive(true, 5_000);
    socket.on('connect', () => void this.login(socket));
    socket.on('data', (text: string) => {
      for (const message of parser.feed(text)) this.received(message);
    });
    // The reason comes with `close`; without a listener an error would end the process.
    socket.on('error', () => {});
    socket.on('close', () => this.closed());
  }

  private async login(socket: Socket): Promise<void> {
    try {
      await this.exchange('Login', { Username: this.options.user, Secret: this.options.password, Events: 'off' });
    } catch (error) {
      if (error instanceof AmiRefused) this.options.log?.error({ node: this.node, err: error }, 'AMI log-in refused');
      socket.destroy();
      return;
    }
    this.open = true;
    this.attempt = 0;
    this.options.log?.info({ node: this.node }, "connected to Asterisk's manager");
    for (const listener of this.whenConnected) {
      try {
        await listener();
      } catch (error) {
        this.options.log?.error({ node: this.node, err: error }, 'reconciling with Asterisk failed');
      }
    }
  }

  private received(message: AmiMessage): void {
    const id = valuesOf(message, 'ActionID')[0];
    const request = id === undefined ? undefined : this.pending.get(id);
    if (!id || !request) return;
    if (request.rows && message.Response !== 'Error' && message.EventList !== 'Complete') {
      if (message.Event) request.rows.push(message);
      return;
    }
    if (!message.Response && !request.rows) return;
    this.pending.delete(id);
    clearTimeout(request.timer);
    if (message.Response === 'Error') request.reject(refusal(request.action, message));
    else request.resolve(message);
  }

  private closed(): void {
    for (const { action, timer, reject } of this.pending.values()) {
      clearTimeout(timer);
      reject(new AmiDisconnected(action));
    }
    this.pending.clear();
    if (this.open) this.options.log?.warn({ node: this.node }, "lost Asterisk's manager");
    this.open = false;
    if (this.stopped) return;
    const wait = Math.min(this.options.retryMs ?? 2_000, 50 * 2 ** Math.min(this.attempt++, 10));
    this.retryTimer = setTimeout(() => this.connect(), wait * (0.5 + Math.random() / 2));
  }
}

function refusal(action: string, message: AmiMessage): AmiError {
  return new AmiRefused(action, valuesOf(message, 'Message').concat(valuesOf(message, 'Output')).join('; '));
}
