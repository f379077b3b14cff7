import type { JetStreamClient } from '@nats-io/jetstream';
import type { BusConnection } from '../bus/connection.js';
import { encode } from '../bus/wire.js';
import type { Database, Tx } from '../db/database.js';
import { describeError } from '../errors/errors.js';
import type { Lease } from '../lease/lease.js';
import { log } from '../log/log.js';
import { counter, gauge } from '../metrics/metrics.js';
import type { Ledger } from './ledger.js';
import { whatIsLost } from './lost.js';
import { COLUMNS, envelopeOf, type LedgerRow, subjectOf } from './row.js';
import { type Stream, streamOf } from './stream.js';

const published = counter('spillway_ledger_published_total', 'Facts given to the bus');
const streamsLost = counter(
  'spillway_ledger_streams_lost_total',
  'How often facts are given anew as the stream had lost them',
);
const behind = gauge('spillway_ledger_behind', 'Facts of the last turn that the bus has not taken yet');

const BATCH = 500;
const IDLE_MS = 1000;
/** How often it is asked whether the stream is still the one that we know, ms. */
const LOOK_MS = 5_000;
/** What is written within so long goes out together: a turn costs as much for one fact as for fifty, ms. */
const GATHER_MS = 150;

/**
 * Publishes a service’s ledger in commit order: only rows of transactions older than every one still running are taken, so
 * none is passed by. The position is kept in PostgreSQL; a repeat after a crash is recognised by the message id.
 * What the stream has lost since is given to it anew: the last facts of an aggregate are asked for by nobody.
 */
export class Relay {
  private stream?: Stream;
  /** When the stream that we gave facts to was made; another one has none of them. */
  private created?: string;
  private lookedAt = 0;
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
    this.bus.onOpen(() => this.soon());
    // Whatever the bus had not synced may be gone with its machine.
    this.bus.onReconnect(() => {
      this.stream = undefined;
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
      if (this.bus.connected && this.lease.epoch > 0) more = await this.publish(await this.opened());
    } catch (error) {
      this.stream = undefined;
      this.log.warn(describeError(error), 'ledger not relayed, trying again');
    }
    this.running = false;
    const again = this.again;
    this.again = false;
    if (again && !more) this.gather();
    else this.timer = setTimeout(() => void this.turn(), more ? 5 : IDLE_MS);
  }

  /** The stream, looked at anew after each failure, each return of the bus and now and then. */
  private async opened(): Promise<JetStreamClient> {
    if (this.stream && Date.now() - this.lookedAt > LOOK_MS && (await this.stream.made()) !== this.created)
      this.stream = undefined;
    if (!this.stream) {
      const stream = await streamOf(this.bus.live());
      const made = await stream.made();
      await this.giveAnew(stream, this.created !== undefined && this.created !== made);
      this.created = made;
      this.stream = stream;
    }
    this.lookedAt = Date.now();
    return this.stream.js;
  }

  private async giveAnew(stream: Stream, another: boolean): Promise<void> {
    await this.db.asRelay(async (tx) => {
      const from = await whatIsLost(tx, stream, another, Date.now());
      if (!from) return;
      await this.lease.check(tx);
      await tx.query('update relay set xid = $1::xid8, ord = $2', [from.xid, from.ord]);
      streamsLost.inc();
      this.log.warn(from, 'the stream has lost facts: they are given anew');
    });
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
