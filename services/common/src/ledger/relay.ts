import type { JetStreamClient } from '@nats-io/jetstream';
import type { BusConnection } from '../bus/connection.js';
import { encode } from '../bus/wire.js';
import type { Database, Tx } from '../db/database.js';
import { describeError } from '../errors/errors.js';
import type { Lease } from '../lease/lease.js';
import { log } from '../log/log.js';
import { counter, gauge } from '../metrics/metrics.js';
import type { Ledger } from './ledger.js';
import { COLUMNS, envelopeOf, type LedgerRow, subjectOf } from './row.js';
import { openStream } from './stream.js';

const published = counter('spillway_ledger_published_total', 'Facts given to the bus');
const behind = gauge('spillway_ledger_behind', 'Facts of the last turn that the bus has not taken yet');

const BATCH = 500;
const IDLE_MS = 1000;
/** What is written within so long goes out together: a turn costs as much for one fact as for fifty, ms. */
const GATHER_MS = 150;

/**
 * Publishes a service’s ledger in commit order: only rows of transactions older than every one still running are taken, so
 * none is passed by. The position is kept in PostgreSQL; a repeat after a crash is recognised by the message id.
 */
export class Relay {
  private js?: JetStreamClient;
  private timer?: NodeJS.Timeout;
  private running = false;
  private again = false;
  private gathering = false;
  private stopped = false;
  private readonly log = log('relay');

  constructor(
    private readonly service: string,
    private readonly db: Database,
    private readonly bus: BusConnection,
    private readonly lease: Lease,
    ledger: Ledger,
  ) {
    ledger.onWake(() => this.soon());
    lease.onGained(() => this.soon());
  }

  start(): void {
    this.bus.onOpen(async (nc) => {
      while (!this.js && !this.stopped) {
        this.js = await openStream(nc).catch(async (error: unknown) => {
          this.log.warn(describeError(error), 'ledger stream not reached yet');
          await new Promise((r) => setTimeout(r, 500));
          return undefined;
        });
      }
      this.soon();
    });
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  private soon(): void {
    if (this.running) this.again = true;
    else this.gather();
  }

  private gather(): void {
    if (this.gathering || this.stopped) return;
    this.gathering = true;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.turn(), GATHER_MS);
  }

  private async turn(): Promise<void> {
    if (this.stopped) return;
    this.running = true;
    this.gathering = false;
    clearTimeout(this.timer);
    let more = false;
    try {
      if (this.js && this.bus.connected && this.lease.epoch > 0) more = await this.publish(this.js);
    } catch (error) {
      this.log.warn(describeError(error), 'ledger not relayed, trying again');
    }
    this.running = false;
    const again = this.again;
    this.again = false;
    if (again && !more) this.gather();
    else this.timer = setTimeout(() => void this.turn(), more ? 5 : IDLE_MS);
  }

  private async publish(js: JetStreamClient): Promise<boolean> {
    return this.db.asRelay(async (tx) => {
      const rows = await this.next(tx);
      behind.set(rows.length);
      if (rows.length === 0) return false;
      await Promise.all(
        rows.map((row) => {
          const e = envelopeOf(row, this.service);
          return js.publish(subjectOf(e), encode(e), { msgID: e.id, timeout: 5000 });
        }),
      );
      await this.lease.check(tx);
      const last = rows[rows.length - 1]!;
      await tx.query('update relay set xid = $1::xid8, ord = $2', [last.xid, last.ord]);
      published.inc(rows.length);
      behind.set(0);
      return rows.length === BATCH;
    });
  }

  private async next(tx: Tx): Promise<(LedgerRow & { xid: string; ord: number })[]> {
    const { rows } = await tx.query<LedgerRow & { xid: string; ord: number }>(
      `select ${COLUMNS}, l.xid::text as xid, l.ord from ledger l, relay r
       where (l.xid, l.ord) > (r.xid, r.ord) and l.xid < pg_snapshot_xmin(pg_current_snapshot())
       order by l.xid, l.ord limit ${BATCH}`,
    );
    return rows;
  }
}
