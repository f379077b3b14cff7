import {
  AckPolicy,
  type ConsumerMessages,
  DeliverPolicy,
  type JsMsg,
  jetstream,
  jetstreamManager,
} from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import type { Bus } from '../bus/bus.js';
import { decode } from '../bus/wire.js';
import type { HybridClock } from '../clock/hlc.js';
import type { Envelope } from '../contracts/ledger.js';
import type { Database } from '../db/database.js';
import { describeError, hasCode, SpillwayError } from '../errors/errors.js';
import { log } from '../log/log.js';
import { counter, gauge } from '../metrics/metrics.js';
import { Inbox, readFact, type TakeFacts } from './inbox.js';
import { domainOf } from './ledger.js';
import { replayOf } from './replay.js';
import { openStream, STREAM } from './stream.js';

const taken = counter('spillway_ledger_taken_total', 'Facts taken from the bus', ['outcome']);
const pending = gauge('spillway_ledger_pending', 'Facts that this service has still to take');

const BATCH = 200;
const TRIES = 20;
/** What arrives within so long is taken together: a transaction costs as much for one fact as for fifty, ms. */
const GATHER_MS = 200;

/** A service’s place in the stream of facts: durable, in batches of one transaction, poison set aside with its reason. */
export class LedgerConsumer {
  private stopped = false;
  private messages?: ConsumerMessages;
  private readonly inbox: Inbox;
  private readonly log = log('consumer');

  /** @param types whose whole domains are followed, since an aggregate’s numbers have no gaps only there. */
  constructor(
    private readonly service: string,
    private readonly types: string[],
    private readonly db: Database,
    private readonly bus: Bus,
    private readonly clock: HybridClock,
    take: TakeFacts,
  ) {
    this.inbox = new Inbox(db, take, (e, from, to) => this.askOwner(e, from, to));
  }

  start(): void {
    this.bus.connection.onOpen((nc) => {
      void this.run(nc);
    });
  }

  stop(): void {
    this.stopped = true;
    this.messages?.stop();
  }

  private async run(nc: NatsConnection): Promise<void> {
    while (!this.stopped) {
      try {
        await this.follow(nc);
      } catch (error) {
        if (!this.stopped) this.log.warn(describeError(error), 'ledger not reached, trying again');
        await new Promise((r) => setTimeout(r, 500));
      }
    }
  }

  private async follow(nc: NatsConnection): Promise<void> {
    await openStream(nc);
    const manager = await jetstreamManager(nc);
    const subjects = [...new Set(this.types.map((t) => `ledger.*.${domainOf(t)}.*`))];
    const config = { filter_subjects: subjects, max_ack_pending: BATCH * 2 };
    await manager.consumers.update(STREAM, this.service, config).catch(() =>
      manager.consumers.add(STREAM, {
        durable_name: this.service,
        ack_policy: AckPolicy.Explicit,
        deliver_policy: DeliverPolicy.All,
        ack_wait: 30 * 1e9,
        ...config,
      }),
    );
    const consumer = await jetstream(nc).consumers.get(STREAM, this.service);
    // With the stream gone, this ends, and both are made anew.
    this.messages = await consumer.consume({ max_messages: BATCH * 2, abort_on_missing_resource: true });
    const waiting: JsMsg[] = [];
    let working: Promise<void> | undefined;
    // While one batch is being taken, what arrives gathers to be the next.
    const work = async () => {
      try {
        await new Promise((r) => setTimeout(r, GATHER_MS));
        while (waiting.length > 0) await this.takeMessages(waiting.splice(0, BATCH));
      } catch (error) {
        // Not acknowledged: the bus brings them again.
        this.log.warn(describeError(error), 'facts not taken yet');
        await new Promise((r) => setTimeout(r, 200));
      } finally {
        working = undefined;
      }
    };
    for await (const m of this.messages) {
      waiting.push(m);
      pending.set(m.info.pending + waiting.length);
      working ??= work();
    }
    await working;
  }

  private async takeMessages(messages: JsMsg[]): Promise<void> {
    const facts: { m: JsMsg; e: Envelope }[] = [];
    for (const m of messages) {
      try {
        const e = readFact(decode(m.data));
        this.clock.receive(e.hlc);
        facts.push({ m, e });
      } catch (error) {
        taken.inc({ outcome: 'unreadable' });
        this.log.error({ seq: m.seq, ...describeError(error) }, 'fact refused');
        m.term('unreadable');
      }
    }
    const tenants = Map.groupBy(facts, (f) => f.e.tenant);
    for (const [tenant, group] of tenants) await this.takeGroup(tenant, group);
  }

  private async takeGroup(tenant: string, group: { m: JsMsg; e: Envelope }[]): Promise<void> {
    try {
      await this.inbox.takeAll(
        tenant,
        group.map((f) => f.e),
      );
      for (const f of group) f.m.ack();
      taken.inc({ outcome: 'taken' }, group.length);
    } catch (error) {
      const retryable = error instanceof SpillwayError && error.retryable;
      // A gap that its owner cannot fill concerns one aggregate: the others of the batch go on.
      if (group.length > 1 && (!retryable || hasCode(error, 'LEDGER.GAP'))) {
        for (const f of group) await this.takeGroup(tenant, [f]);
        return;
      }
      for (const f of group) await this.failed(f, error);
      // A gap is one aggregate's matter: nobody else waits for it.
      if (!hasCode(error, 'LEDGER.GAP')) await new Promise((r) => setTimeout(r, 200));
    }
  }

  private async failed({ m, e }: { m: JsMsg; e: Envelope }, error: unknown): Promise<void> {
    // Its owner answered and has not got what is missing: without an end, some hundred of these would stop all others.
    const hopeless = hasCode(error, 'LEDGER.GAP') || !(error instanceof SpillwayError && error.retryable);
    const lasting = hopeless && m.info.deliveryCount >= TRIES;
    this.log[lasting ? 'error' : 'warn'](
      { fact: e.id, type: e.type, ...describeError(error) },
      lasting ? 'fact parked' : 'fact not taken yet',
    );
    taken.inc({ outcome: lasting ? 'parked' : 'again' });
    if (!lasting) {
      m.nak(500);
      return;
    }
    await this.db.query('insert into inbox_parked (id, envelope, reason) values ($1, $2, $3) on conflict do nothing', [
      e.id,
      JSON.stringify(e),
      describeError(error).error,
    ]);
    m.ack();
  }

  private async askOwner(e: Envelope, from: number, to: number): Promise<Envelope[]> {
    const all: Envelope[] = [];
    for (let next = from; next <= to; ) {
      const { facts } = await this.bus.call(replayOf(e.owner), {
        tenant: e.tenant,
        aggregate: e.aggregate,
        from: next,
        to,
      });
      if (facts.length === 0) break;
      all.push(...facts.map((f) => readFact(JSON.parse(f))));
      next = all.at(-1)!.seq + 1;
    }
    return all;
  }
}
