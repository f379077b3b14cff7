import { AriConnection } from './ari.connection.js';
import { type AriLog, type AriOptions, silent, uriOf } from './ari.options.js';
import { backoffMs } from './backoff.js';
import { AriDisconnected } from './errors.js';
import { EventHub, type EventOf, type EventType, type Expectation } from './events.js';
import type { AriEvent } from './generated/models.js';
import {
  ApplicationsApi,
  AsteriskApi,
  BridgesApi,
  type Call,
  ChannelsApi,
  EndpointsApi,
  PlaybacksApi,
  RecordingsApi,
} from './generated/operations.js';

/**
 * One Asterisk node. Connects for ever; while it is away every request rejects with AriDisconnected at once.
 * ARI replays nothing, so whoever needs the truth asks for it in `onConnected`, which runs after every (re)connect.
 */
export class AriClient {
  readonly node: string;
  readonly asterisk: AsteriskApi;
  readonly applications: ApplicationsApi;
  readonly bridges: BridgesApi;
  readonly channels: ChannelsApi;
  readonly endpoints: EndpointsApi;
  readonly playbacks: PlaybacksApi;
  readonly recordings: RecordingsApi;

  private readonly log: AriLog;
  private readonly hub: EventHub;
  private readonly whenConnected = new Set<() => unknown>();
  private readonly whenDisconnected = new Set<(why: string) => unknown>();
  private connection?: AriConnection;
  private open = false;
  private stopped = true;
  private attempt = 0;
  private retryTimer?: NodeJS.Timeout;
  private heartbeat?: NodeJS.Timeout;

  constructor(readonly options: AriOptions) {
    this.node = options.node;
    this.log = options.log ?? silent;
    this.hub = new EventHub((error, event) =>
      this.log.error({ err: error, node: this.node, event: event.type }, 'a listener for Asterisk events failed'),
    );
    const call: Call = (method, path, query, body) => this.call(method, path, query, body);
    this.asterisk = new AsteriskApi(call);
    this.applications = new ApplicationsApi(call);
    this.bridges = new BridgesApi(call);
    this.channels = new ChannelsApi(call);
    this.endpoints = new EndpointsApi(call);
    this.playbacks = new PlaybacksApi(call);
    this.recordings = new RecordingsApi(call);
  }

  get connected(): boolean {
    return this.open;
  }

  /** Begins to connect and returns at once. Register listeners first: events may come in the same tick as the opening. */
  start(): void {
    if (!this.stopped) return;
    this.stopped = false;
    this.connect();
  }

  /** Disconnects for good; requests under way reject with AriDisconnected. Calls in Asterisk go on. */
  stop(): void {
    this.stopped = true;
    clearTimeout(this.retryTimer);
    this.connection?.end('stopped');
  }

  /** Runs after every successful connect. A failure is logged; the next connect runs it again. */
  onConnected(reconcile: () => unknown): () => void {
    this.whenConnected.add(reconcile);
    return () => this.whenConnected.delete(reconcile);
  }

  /** Runs once for each connection that was open and is lost. */
  onDisconnected(listener: (why: string) => unknown): () => void {
    this.whenDisconnected.add(listener);
    return () => this.whenDisconnected.delete(listener);
  }

  on<T extends EventType>(type: T, listener: (event: EventOf<T>) => unknown): () => void {
    return this.hub.on(type, listener);
  }

  onEvent(listener: (event: AriEvent) => unknown): () => void {
    return this.hub.onEvery(listener);
  }

  /** Listening first, acting second: arm this, then act, then await `happened`. */
  expect<T extends EventType>(
    type: T,
    fits: (event: EventOf<T>) => boolean = () => true,
    withinMs = 10_000,
  ): Expectation<EventOf<T>> {
    return this.hub.expect(type, fits, withinMs);
  }

  /** For what the generated operations do not cover. Rejects with AriRefused, AriTimeout or AriDisconnected. */
  async call<R>(method: string, path: string, query?: Record<string, unknown>, body?: unknown): Promise<R> {
    if (!this.open || !this.connection) throw new AriDisconnected(`${method} ${path}`);
    return this.connection.request<R>(method, uriOf(path, query), body);
  }

  private connect(): void {
    const connection = new AriConnection(this.options, {
      opened: () => this.opened(connection),
      event: (event) => this.hub.emit(event),
      closed: (why) => this.closed(why),
    });
    this.connection = connection;
  }

  private opened(connection: AriConnection): void {
    this.open = true;
    this.log.info({ node: this.node }, 'connected to Asterisk');
    this.heartbeat = setInterval(() => {
      // A stopped or hung process keeps its sockets open; only an answer shows that it lives.
      connection.request('GET', 'asterisk/ping').catch((error: Error) => connection.end(error.message));
    }, this.options.heartbeatMs ?? 2_000);
    void this.begin(connection);
  }

  /** A connection on which what is true could not be asked for is none: another is made, and everybody asks again. */
  private async begin(connection: AriConnection): Promise<void> {
    for (const reconcile of [...this.whenConnected]) {
      try {
        await reconcile();
      } catch (error) {
        this.log.error({ err: error, node: this.node }, 'what is true could not be asked for on a new connection');
        return connection.end('not reconciled');
      }
    }
    this.attempt = 0;
  }

  private closed(why: string): void {
    clearInterval(this.heartbeat);
    this.connection = undefined;
    if (this.open) {
      this.open = false;
      this.log.warn({ node: this.node, why }, 'lost Asterisk');
      void this.tell(this.whenDisconnected, why);
    } else if (this.attempt === 0) this.log.warn({ node: this.node, why }, 'Asterisk does not answer yet');
    if (this.stopped) return;
    this.retryTimer = setTimeout(() => this.connect(), backoffMs(this.attempt++, Math.random()));
  }

  private async tell<A extends unknown[]>(listeners: Set<(...args: A) => unknown>, ...args: A): Promise<void> {
    for (const listener of [...listeners]) {
      try {
        await listener(...args);
      } catch (error) {
        this.log.error({ err: error, node: this.node }, 'a listener for the connection to Asterisk failed');
      }
    }
  }
}
