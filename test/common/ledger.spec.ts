import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { Bus } from '#common/bus/bus.js';
import type { BusConnection } from '#common/bus/connection.js';
import { encode } from '#common/bus/wire.js';
import { HybridClock } from '#common/clock/hlc.js';
import { customerFacts } from '#common/contracts/customers.js';
import type { Envelope } from '#common/contracts/ledger.js';
import { Database } from '#common/db/database.js';
import { foundation, foundationDown, SchemaMigration } from '#common/db/migration.js';
import { factIdOf, uuidv7 } from '#common/ids/ids.js';
import { Lease } from '#common/lease/lease.js';
import { LedgerConsumer } from '#common/ledger/consumer.js';
import { Ledger } from '#common/ledger/ledger.js';
import { Relay } from '#common/ledger/relay.js';
import { subjectOf } from '#common/ledger/row.js';
import { STREAM } from '#common/ledger/stream.js';
import { useEngines } from '../engines.js';

class Init1700000000000 extends SchemaMigration {
  up_ = foundation();
  down_ = foundationDown;
}

const engines = useEngines();
const customerId = uuidv7();

describe('the ledger from one service to another', () => {
  let from: Database;
  let to: Database;
  let connection: BusConnection;
  let ledger: Ledger;
  let lease: Lease;
  let relay: Relay;
  let consumer: LedgerConsumer;
  const seen: Envelope[] = [];
  let failures = 0;
  let hold: (() => Promise<void>) | undefined;
  const arrivals: (() => void)[] = [];
  const arrived = async (count: number) => {
    while (seen.length < count) await new Promise<void>((r) => arrivals.push(r));
  };
  const write = async (n: number, id?: string) => {
    const facts = ledger.facts();
    facts.add(
      customerFacts.created,
      { about: customerId, at: Date.now(), ...(id ? { id } : {}) },
      { customerId, interactionId: customerId, at: n },
    );
    await from.inTenant('main', (tx) => ledger.append(tx, 'main', facts));
  };

  let bus: Bus | undefined;
  const follow = () => {
    bus ??= new Bus(engines.connect('reporting'));
    const made = new LedgerConsumer(
      'reporting',
      ['customer.created'],
      to,
      bus,
      new HybridClock('reporting'),
      async (facts) => {
        await hold?.();
        if (failures-- > 0) throw new Error('not this time');
        seen.push(...facts);
        for (const tell of arrivals.splice(0)) tell();
      },
    );
    made.start();
    return made;
  };

  const store = () => join(engines.dir, 'nats', 'jetstream');
  const info = async () => (await (await jetstreamManager(connection.live())).streams.info(STREAM)).state;
  /** Until so many facts are in the stream and the relay knows it. */
  const inStream = async (count: number) => {
    const told = async () => {
      const { rows } = await from.asRelay((tx) =>
        tx.query<{ told: string }>(
          'select count(*) as told from ledger l, relay r where (l.xid, l.ord) <= (r.xid, r.ord)',
        ),
      );
      return Number(rows[0]?.told);
    };
    while ((await told()) < count || (await info()).messages < count) await new Promise((r) => setTimeout(r, 50));
  };

  beforeAll(async () => {
    const open = (service: string) =>
      new Database({ url: engines.databaseUrl(service), pool: 4, service, migrations: [Init1700000000000] });
    from = open('customers');
    to = open('reporting');
    await from.migrate();
    await to.migrate();
    connection = engines.connect('customers');
    ledger = new Ledger(new HybridClock('customers'));
    lease = new Lease(from, { name: 'relay', holder: 'customers-0' });
    relay = new Relay('customers', from, connection, lease, ledger);
    lease.start();
    relay.start();
    consumer = follow();
  });

  afterAll(async () => {
    consumer.stop();
    relay.stop();
    await lease.stop();
    await from.close();
    await to.close();
  });

  it('brings facts in the order of their aggregate', async () => {
    for (let n = 1; n <= 30; n++) await write(n);
    await arrived(30);
    expect(seen.map((e) => e.seq)).toEqual(Array.from({ length: 30 }, (_, i) => i + 1));
    expect(seen.map((e) => e.data['at'])).toEqual(seen.map((e) => e.seq));
  });

  it('takes a fact told twice once', async () => {
    const id = factIdOf(customerId, 'again');
    await write(31, id);
    await write(99, id);
    await write(32);
    await arrived(32);
    expect(seen.at(-1)).toMatchObject({ seq: 32, data: { at: 32 } });
  });

  it('takes it later when it could not be taken at once, without losing its place', async () => {
    failures = 2;
    await write(33);
    await write(34);
    await arrived(34);
    expect(seen.map((e) => e.seq).slice(-3)).toEqual([32, 33, 34]);
  });

  it('goes on after the bus was away', async () => {
    await engines.nats.stop();
    await write(35);
    await engines.nats.start();
    await arrived(35);
    expect(seen.at(-1)?.seq).toBe(35);
  }, 20_000);

  it('goes on with a new stream when the one it had is gone, and tells it what was told before', async () => {
    await engines.nats.stop();
    rmSync(store(), { recursive: true });
    await engines.nats.start();
    await write(36);
    await arrived(36);
    expect(seen.at(-1)?.seq).toBe(36);
    await inStream(36);
    expect((await info()).messages).toBe(36);
  }, 60_000);

  it('tells again what the stream lost of its end with its machine', async () => {
    consumer.stop();
    await engines.nats.stop();
    cpSync(store(), join(engines.dir, 'before'), { recursive: true });
    await engines.nats.start();
    await write(37);
    await inStream(37);
    await engines.nats.stop();
    rmSync(store(), { recursive: true });
    cpSync(join(engines.dir, 'before'), store(), { recursive: true });
    await engines.nats.start();
    consumer = follow();
    // Nothing is written any more: this was the last fact of its aggregate.
    await arrived(37);
    expect(seen.at(-1)?.seq).toBe(37);
  }, 60_000);

  it('goes on with others while one aggregate has a gap that nobody can fill', async () => {
    const fact = (seq: number): Envelope => ({
      ...seen.at(-1)!,
      id: uuidv7(),
      aggregate: `customer:${uuidv7()}`,
      seq,
    });
    const [orphan, whole] = [fact(5), fact(1)];
    const answering = connection.live().subscribe('customers.ledger-replay', {
      callback: (_, question) => void question.respond(encode({ ok: { facts: [] } })),
    });
    // Both wait behind one that is being taken, and so come into one batch.
    let release = () => {};
    const holding = new Promise<void>((taken) => {
      hold = () => {
        taken();
        return new Promise((go) => {
          release = go;
        });
      };
    });
    await write(38);
    await holding;
    const stream = jetstream(connection.live());
    for (const e of [orphan, whole]) await stream.publish(subjectOf(e), encode(e));
    hold = undefined;
    release();
    await arrived(39);
    expect(seen.at(-1)?.id).toBe(whole.id);
    // In the end it is set aside, with why.
    const parked = () => to.query<{ reason: string }>('select reason from inbox_parked');
    while ((await parked()).length === 0) await new Promise((r) => setTimeout(r, 100));
    expect(await parked()).toMatchObject([{ reason: expect.stringContaining('missing') }]);
    answering.unsubscribe();
  });

  it('lets nobody change or remove a fact', async () => {
    const change = from.inTenant('main', (tx) => tx.query('update ledger set type = type'));
    await expect(change).rejects.toThrow('append-only');
  });

  it('shows a tenant nothing of another', async () => {
    const rows = await from.inTenant('other', async (tx) => (await tx.query('select * from ledger')).rows);
    expect(rows).toEqual([]);
  });
});
