import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach } from '@jest/globals';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import pg from 'pg';
import { Bus } from '#common/bus/bus.js';
import { BusServer } from '#common/bus/bus-server.js';
import { ManualClock } from '#common/clock/clock.js';
import type { DataOf, LedgerContract, ReplyOf, RequestContract } from '#common/contracts/contract.js';
import { identify } from '#common/contracts/customers.js';
import { configGet, namesGet } from '#common/contracts/directory.js';
import type { Envelope } from '#common/contracts/ledger.js';
import { reservationGet, wrapUp } from '#common/contracts/routing.js';
import type { NumberFrom, Role } from '#common/contracts/words.js';
import { Database } from '#common/db/database.js';
import { uuidv7 } from '#common/ids/ids.js';
import { config } from '../../services/customers/src/config.js';
import { CustomersModule } from '../../services/customers/src/customers.module.js';
import { First1700000000001 } from '../../services/customers/src/migrations/1700000000001-first.js';
import { LateNotes1700000000002 } from '../../services/customers/src/migrations/1700000000002-late-notes.js';
import { NumberFrom1700000000003 } from '../../services/customers/src/migrations/1700000000003-number-from.js';
import { CallbackContext1700000000004 } from '../../services/customers/src/migrations/1700000000004-callback-context.js';
import { TimelineEvents } from '../../services/customers/src/timeline/timeline.events.js';
import { type Booted, boot, http } from '../boot.js';
import { useEngines } from '../engines.js';

/** What a person is known by in these tests, and must be found nowhere in the open. */
export const CANARY = {
  name: 'Kanarienvogel Zofia',
  number: '+48221234567',
  note: 'canary-note-7f3a',
  other: '+48229998877',
};
export const anna = uuidv7();
export const ben = uuidv7();

/** The whole service on real engines; directory and routing are said by the test. */
export function useCustomers() {
  // Before the engines go: hooks run in the order they are written.
  afterAll(() => customers?.close());
  const engines = useEngines();
  const clock = new ManualClock(Date.now());
  let customers: Booted;
  let db: Database;
  let sign: (jwt: SignJWT) => Promise<string>;
  const tokens: Record<string, string> = {};

  /** A service that answers one subject the way the test says. */
  const answers = new Map<string, (body: never) => unknown>();
  // biome-ignore lint/suspicious/noExplicitAny: the body's type is the contract's
  const answer = <C extends RequestContract>(contract: C, with_: (body: any) => ReplyOf<C>) =>
    answers.set(contract.subject, with_ as never);

  async function standIn(user: string, contracts: RequestContract[]): Promise<void> {
    const connection = engines.connect(user);
    const server = new BusServer(connection, Symbol(user), user);
    for (const contract of contracts) {
      const handler = Object.assign(async (body: never) => answers.get(contract.subject)!(body), {
        extras: { contract },
      });
      (server as unknown as { messageHandlers: Map<string, unknown> }).messageHandlers.set(contract.subject, handler);
    }
    server.listen(() => undefined);
    await opened(connection);
  }
  const opened = async (connection: ReturnType<typeof engines.connect>) => {
    await new Promise<void>((up) => connection.onOpen(() => up()));
    await connection.live().flush();
  };
  const asker = async (user: string) => {
    const bus = new Bus(engines.connect(user));
    await opened(bus.connection);
    return bus;
  };
  const tokenOf = (id: string, roles: Role[], tenant = 'main') =>
    sign(
      new SignJWT({ tenant, roles, session: uuidv7() })
        .setSubject(id)
        .setIssuer('spillway')
        .setAudience('site')
        .setExpirationTime('10m'),
    );

  beforeAll(async () => {
    const pair = await generateKeyPair('EdDSA');
    sign = (jwt) => jwt.setProtectedHeader({ alg: 'EdDSA', kid: 'k' }).sign(pair.privateKey);
    const publicKeys = join(engines.dir, 'keys.json');
    writeFileSync(
      publicKeys,
      JSON.stringify({ keys: [{ ...(await exportJWK(pair.publicKey)), kid: 'k', alg: 'EdDSA' }] }),
    );
    const masterKey = join(engines.dir, 'master.key');
    writeFileSync(masterKey, randomBytes(32), { mode: 0o600 });
    await standIn('directory', [configGet, namesGet]);
    await standIn('routing', [reservationGet, wrapUp]);
    customers = await boot(engines, {
      name: 'customers',
      module: CustomersModule,
      config,
      migrations: [First1700000000001, LateNotes1700000000002, NumberFrom1700000000003, CallbackContext1700000000004],
      clock,
      env: { SPILLWAY_TOKEN_PUBLIC_KEYS_FILE: publicKeys, SPILLWAY_MASTER_KEY_FILE: masterKey },
    });
    db = customers.app.get(Database, { strict: false });
    stage.telephony = await asker('telephony');
    stage.crossing = await asker('crossing');
    stage.url = customers.url;
    Object.assign(tokens, {
      anna: await tokenOf(anna, ['agent']),
      ben: await tokenOf(ben, ['agent']),
      tess: await tokenOf(uuidv7(), ['team-lead']),
      hugo: await tokenOf(uuidv7(), ['head']),
      other: await tokenOf(anna, ['agent', 'head'], 'other'),
    });
  }, 60_000);

  beforeEach(() => {
    const queue = {
      skills: {},
      serviceLevelMs: 1,
      ringMs: 1,
      wrapMs: 1,
      lostMs: 1,
      priority: 0,
      record: false,
      recordReason: 'quality',
      retentionDays: 1,
    } as const;
    answer(configGet, () => ({
      version: 1,
      queues: [
        { id: 'sales', name: 'Sales', ...queue },
        { id: 'support', name: 'Support', ...queue },
      ],
      flows: [],
      entries: [],
      agents: [],
      dispositions: [{ id: 'solved', name: 'Solved' }],
    }));
    answer(namesGet, ({ agentIds }: { agentIds: string[] }) => ({
      names: agentIds.map((agentId) => ({ agentId, name: agentId === anna ? 'Anna' : 'Ben' })),
    }));
    answer(wrapUp, () => ({ ok: true }));
  });

  const call = async (value: string, interactionId = uuidv7(), tenant = 'main', numberFrom: NumberFrom = 'trunk') => ({
    interactionId,
    ...(await stage.telephony.call(identify, {
      tenant,
      interactionId,
      kind: 'phone',
      value,
      numberFrom,
      name: CANARY.name,
    })),
  });
  /** Routing says that anna holds it. */
  function holds(interactionId: string, more: Partial<ReplyOf<typeof reservationGet>> = {}): string {
    const reservationId = uuidv7();
    const hers = {
      found: true,
      agentId: anna,
      interactionId,
      queueId: 'sales',
      state: 'accepted',
      talk: 'talking',
      direction: 'inbound',
      active: true,
      ...more,
    } as const;
    answer(reservationGet, (r) => (r.reservationId === reservationId ? hers : { found: false }));
    return reservationId;
  }
  const desk = (method: string, reservationId: string, what: string, body?: unknown, token = tokens['anna']!) =>
    http(stage.url, method, `desk/reservations/${reservationId}/${what}`, { token, body });
  const rows = async <R extends object>(sql: string, values: unknown[] = []): Promise<R[]> => {
    const client = new pg.Client(engines.adminUrl);
    await client.connect();
    try {
      return (await client.query(sql, values)).rows;
    } finally {
      await client.end();
    }
  };
  /** Gives a fact to the timeline the way the inbox does. */
  async function tell<C extends LedgerContract>(contract: C, data: DataOf<C>, tenant = 'main'): Promise<void> {
    const timeline = customers.app.get(TimelineEvents);
    const fact = { tenant, type: contract.type, data } as unknown as Envelope;
    await db.inTenant(tenant, (tx) => timeline.take([fact], tx));
  }

  const stage = {
    /** Buses of those who ask customers. */
    telephony: undefined as unknown as Bus,
    crossing: undefined as unknown as Bus,
    /** Of its HTTP. */
    url: '',
    engines,
    clock,
    tokens,
    answer,
    call,
    holds,
    desk,
    rows,
    tell,
  };
  return stage;
}
