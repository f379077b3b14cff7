import type { Database, Tx } from '../db/database.js';
import { describeError, SpillwayError } from '../errors/errors.js';
import { log } from '../log/log.js';
import { gauge } from '../metrics/metrics.js';

const held = gauge('spillway_lease_epoch', 'Fencing epoch of a lease that this process holds, 0 when it does not', [
  'lease',
]);

export interface LeaseOptions {
  name: string;
  /** Stable over restarts of the same replica: it may take its own lease back at once, with a higher epoch. */
  holder: string;
  ttlMs?: number;
}

/**
 * The right to write, as a row that expires by the database’s clock, with an epoch that grows at each change of hands.
 * Every writing transaction calls `check`; a holder that was stopped and wakes up is refused there. While the database is
 * away nobody can take over; a standby takes an expired lease only after having seen it expired for a while.
 */
export class Lease {
  epoch = 0;
  private timer?: NodeJS.Timeout;
  private seenExpired = 0;
  private stopped = false;
  private readonly gained: ((epoch: number) => void)[] = [];
  private readonly lost: (() => void)[] = [];
  private readonly log = log('lease');
  private readonly ttlMs: number;

  constructor(
    private readonly db: Database,
    private readonly options: LeaseOptions,
  ) {
    this.ttlMs = options.ttlMs ?? 3000;
  }

  onGained(fn: (epoch: number) => void): void {
    this.gained.push(fn);
  }
  onLost(fn: () => void): void {
    this.lost.push(fn);
  }

  start(): void {
    void this.turn();
  }

  /** Gives the lease back so that a standby need not wait. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    if (this.epoch > 0)
      await this.db
        .query('update lease set expires_at = clock_timestamp() where name = $1 and epoch = $2', [
          this.options.name,
          this.epoch,
        ])
        .catch(() => undefined);
    this.drop();
  }

  /** Throws LEASE.LOST inside a transaction whose writer is no longer the one; holds the row until commit. */
  async check(tx: Tx): Promise<void> {
    const { rows } = await tx.query('select 1 from lease where name = $1 and epoch = $2 for share', [
      this.options.name,
      this.epoch,
    ]);
    if (this.epoch === 0 || rows.length === 0) {
      this.drop();
      throw new SpillwayError('LEASE.LOST', 'Another process writes now.', {
        blame: 'us',
        retryable: true,
        status: 503,
        level: 'warn',
      });
    }
  }

  private async turn(): Promise<void> {
    try {
      if (this.epoch > 0) await this.renew();
      else await this.acquire();
    } catch (error) {
      // An outage of the database is nobody’s loss: no one else can write either.
      this.log.warn({ lease: this.options.name, ...describeError(error) }, 'lease not reached');
    }
    if (!this.stopped)
      this.timer = setTimeout(() => void this.turn(), this.epoch > 0 ? this.ttlMs / 3 : this.ttlMs / 6);
  }

  private async acquire(): Promise<void> {
    const { name, holder } = this.options;
    const ttl = `${this.ttlMs} milliseconds`;
    const [row] = await this.db.query<{ holder: string; expired: boolean }>(
      'select holder, expires_at < clock_timestamp() as expired from lease where name = $1',
      [name],
    );
    const own = row?.holder === holder;
    this.seenExpired = row?.expired ? this.seenExpired + 1 : 0;
    if (row && !own && this.seenExpired < 2) return;
    const [mine] = await this.db.query<{ epoch: number }>(
      `insert into lease (name, holder, epoch, expires_at) values ($1, $2, 1, clock_timestamp() + $3::interval)
       on conflict (name) do update set holder = $2, epoch = lease.epoch + 1, expires_at = clock_timestamp() + $3::interval
         where lease.expires_at < clock_timestamp() or lease.holder = $2
       returning epoch`,
      [name, holder, ttl],
    );
    if (!mine) return;
    this.seenExpired = 0;
    this.epoch = mine.epoch;
    held.set({ lease: name }, mine.epoch);
    this.log.info({ lease: name, epoch: mine.epoch }, 'lease gained');
    for (const fn of this.gained) fn(mine.epoch);
  }

  private async renew(): Promise<void> {
    const rows = await this.db.query(
      'update lease set expires_at = clock_timestamp() + $3::interval where name = $1 and epoch = $2 returning epoch',
      [this.options.name, this.epoch, `${this.ttlMs} milliseconds`],
    );
    if (rows.length === 0) this.drop();
  }

  private drop(): void {
    if (this.epoch === 0) return;
    this.epoch = 0;
    held.set({ lease: this.options.name }, 0);
    this.log.warn({ lease: this.options.name }, 'lease lost');
    for (const fn of this.lost) fn();
  }
}
