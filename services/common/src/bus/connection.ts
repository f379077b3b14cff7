import { connect, type NatsConnection } from '@nats-io/transport-node';
import { describeError, SpillwayError } from '../errors/errors.js';
import { log } from '../log/log.js';

export interface BusAddress {
  url: string;
  user: string;
  password: string;
  /** Name in NATS’ own lists. */
  name: string;
}

type Opened = (nc: NatsConnection) => void | Promise<void>;

/**
 * One connection to one NATS account that never gives up. Short pings, because a silent cut must be noticed in seconds;
 * addresses that the server advertises are not followed, because they may lead around what stands between.
 */
export class BusConnection {
  private nc?: NatsConnection;
  private up = false;
  private closing = false;
  private readonly opened: Opened[] = [];
  private readonly again: (() => void)[] = [];
  private readonly log = log('bus');

  constructor(private readonly address: BusAddress) {}

  /** Starts connecting and returns at once: a service stands and answers /healthz while its bus is away. */
  open(): void {
    void this.run();
  }

  /** Calls back once the first connection stands; at once when it does already. Subscriptions survive reconnects. */
  onOpen(fn: Opened): void {
    if (this.nc) void Promise.resolve(fn(this.nc)).catch((e) => this.log.error(describeError(e), 'bus set-up failed'));
    else this.opened.push(fn);
  }

  /** Calls back at each return of the connection after a loss. */
  onReconnect(fn: () => void): void {
    this.again.push(fn);
  }

  get connected(): boolean {
    return this.up;
  }

  /** The live connection; throws BUS.AWAY when there is none, so that nothing is buffered and executed late. */
  live(): NatsConnection {
    if (this.nc && this.up) return this.nc;
    throw new SpillwayError('BUS.AWAY', 'The bus is away.', {
      blame: 'network',
      hint: 'Try again; check that NATS runs.',
    });
  }

  async close(): Promise<void> {
    const { nc, up } = this;
    this.closing = true;
    this.up = false;
    // Draining needs a server; without one it leaves a client behind that tries to reconnect for ever.
    if (nc && up) await nc.drain().catch(() => undefined);
    if (nc && !nc.isClosed()) await nc.close().catch(() => undefined);
  }

  private async run(): Promise<void> {
    const { url, user, password, name } = this.address;
    while (!this.closing) {
      try {
        this.nc = await connect({
          servers: url,
          user,
          pass: password,
          name,
          inboxPrefix: `_INBOX.${user}`,
          maxReconnectAttempts: -1,
          reconnectTimeWait: 200,
          reconnectJitter: 100,
          pingInterval: 2000,
          maxPingOut: 2,
          ignoreClusterUpdates: true,
          // A stack for each request, kept in case it fails, was a tenth of routing's time on a call.
          noAsyncTraces: true,
        });
        break;
      } catch (error) {
        this.log.warn(describeError(error), 'bus not reached yet');
        await new Promise((r) => setTimeout(r, 500));
      }
    }
    const nc = this.nc;
    if (!nc) return;
    this.up = true;
    this.log.info({ user }, 'bus connected');
    void this.watch(nc);
    for (const fn of this.opened.splice(0)) {
      try {
        await fn(nc);
      } catch (error) {
        this.log.error(describeError(error), 'bus set-up failed');
      }
    }
  }

  private async watch(nc: NatsConnection): Promise<void> {
    for await (const s of nc.status()) {
      if (s.type === 'disconnect') {
        if (this.up) this.log.warn('bus lost');
        this.up = false;
      } else if (s.type === 'reconnect') {
        this.up = true;
        this.log.info('bus is back');
        for (const fn of this.again) fn();
      } else if (s.type === 'error') this.log.error({ error: String(s.error) }, 'bus refused something');
    }
    this.up = false;
  }
}
