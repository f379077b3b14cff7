import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import pg from 'pg';
import { symbols } from 'pino';
import { Bus } from '#common/bus/bus.js';
import { BusServer } from '#common/bus/bus-server.js';
import { ManualClock } from '#common/clock/clock.js';
import type { DataOf, LedgerContract, ReplyOf, RequestContract } from '#common/contracts/contract.js';
import { customerNumber, identify, mintTokens, rememberLanguage, resolveToken } from '#common/contracts/customers.js';
import { configGet, namesGet } from '#common/contracts/directory.js';
import type { Envelope } from '#common/contracts/ledger.js';
import { reservationGet, routingFacts, wrapUp } from '#common/contracts/routing.js';
import { telephonyFacts } from '#common/contracts/telephony.js';
import type { NumberFrom, Role } from '#common/contracts/words.js';
import { Database } from '#common/db/database.js';
import { notFound } from '#common/errors/errors.js';
import { uuidv7 } from '#common/ids/ids.js';
import { openStream } from '#common/ledger/stream.js';
import { log } from '#common/log/log.js';
import { type Booted, boot, http } from '../../../test/boot.js';
import { useEngines } from '../../../test/engines.js';
import { config } from './config.js';
import { CustomersModule } from './customers.module.js';
import { First1700000000001 } from './migrations/1700000000001-first.js';
import { LateNotes1700000000002 } from './migrations/1700000000002-late-notes.js';
import { NumberFrom1700000000003 } from './migrations/1700000000003-number-from.js';
import { TimelineEvents } from './timeline/timeline.events.js';

const CANARY = { name: 'Kanarienvogel Zofia', number: '+48221234567', note: 'canary-note-7f3a', other: '+48229998877' };
// Before the engines go: hooks run in the order they are written.
afterAll(async () => {
  await customers?.close();
  jest.restoreAllMocks();
});
const engines = useEngines();
const clock = new ManualClock(Date.now());
const anna = uuidv7();
const ben = uuidv7();
let customers: Booted;
let telephony: Bus;
let crossing: Bus;
let db: Database;
let sign: (jwt: SignJWT) => Promise<string>;
const tokens: Record<string, string> = {};
const lines: string[] = [];

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
  // Every logger of the process writes to this one stream.
  const stream = (log('spec') as unknown as Record<symbol, { write(line: string): void }>)[symbols.streamSym]!;
  const write = stream.write.bind(stream);
  jest.spyOn(stream, 'write').mockImplementation((line) => {
    lines.push(line);
    write(line);
  });
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
    migrations: [First1700000000001, LateNotes1700000000002, NumberFrom1700000000003],
    clock,
    env: { SPILLWAY_TOKEN_PUBLIC_KEYS_FILE: publicKeys, SPILLWAY_MASTER_KEY_FILE: masterKey },
  });
  db = customers.app.get(Database, { strict: false });
  telephony = await asker('telephony');
  crossing = await asker('crossing');
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
  ...(await telephony.call(identify, { tenant, interactionId, kind: 'phone', value, numberFrom, name: CANARY.name })),
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
  http(customers.url, method, `desk/reservations/${reservationId}/${what}`, { token, body });
const rows = async <R extends object>(sql: string, values: unknown[] = []): Promise<R[]> => {
  const client = new pg.Client(engines.adminUrl);
  await client.connect();
  try {
    return (await client.query(sql, values)).rows;
  } finally {
    await client.end();
  }
};
/** Facts of one aggregate as its owner's relay publishes them. */
async function publish(owner: string, aggregate: string, facts: [LedgerContract, object][]): Promise<void> {
  const connection = engines.connect(owner);
  await new Promise<void>((up) => connection.onOpen(() => up()));
  const js = await openStream(connection.live());
  for (const [n, [{ type, version }, data]] of facts.entries()) {
    const now = clock.now();
    const hlc = `${String(now).padStart(15, '0')}-0000-${owner}`;
    const about = { id: uuidv7(), tenant: 'main', type, version, owner, aggregate, seq: n + 1, hlc, at: now };
    const fact = { ...about, cause: null, interactionId: null, data };
    await js.publish(`ledger.main.${type}`, JSON.stringify(fact), { msgID: fact.id });
  }
}
const until = async (there: () => Promise<boolean>) => {
  for (let tries = 0; !(await there()); tries++) {
    if (tries === 100) throw new Error('did not happen within 10 s');
    await new Promise((r) => setTimeout(r, 100));
  }
};
/** Gives a fact to the timeline the way the inbox does. */
async function tell<C extends LedgerContract>(contract: C, data: DataOf<C>, tenant = 'main'): Promise<void> {
  const timeline = customers.app.get(TimelineEvents);
  const fact = { tenant, type: contract.type, data } as unknown as Envelope;
  await db.inTenant(tenant, (tx) => timeline.take([fact], tx));
}

describe('identify', () => {
  it('makes a customer of a new number and finds her again, however it is written', async () => {
    const first = await call('+48 22 123 45 67');
    expect(first).toMatchObject({ known: false, language: null });
    const again = await call('sip:+48221234567@trunk');
    expect(again).toMatchObject({ customerId: first.customerId, known: true });
    expect(await telephony.call(customerNumber, { tenant: 'main', customerId: first.customerId })).toEqual({
      number: CANARY.number,
    });
  });

  it('answers the same when telephony asks twice about one call', async () => {
    const first = await call('+48220000001');
    const { known, customerId } = await call('+48220000001', first.interactionId);
    expect([known, customerId]).toEqual([false, first.customerId]);
    const facts = await rows('select 1 from customers.ledger where aggregate = $1', [`customer:${first.customerId}`]);
    expect(facts).toHaveLength(1);
  });

  it('makes one customer of twenty calls at the same moment', async () => {
    const all = await Promise.all(Array.from({ length: 20 }, () => call('+48220000002')));
    expect(new Set(all.map((c) => c.customerId)).size).toBe(1);
    expect(all.filter((c) => !c.known)).toHaveLength(1);
  });

  it('takes two callers without a number for two people', async () => {
    const [a, b] = [await call('anonymous'), await call('anonymous')];
    expect(a.customerId).not.toBe(b.customerId);
    expect((await call('anonymous', a.interactionId)).customerId).toBe(a.customerId);
    expect(await telephony.call(customerNumber, { tenant: 'main', customerId: a.customerId })).toEqual({
      number: null,
    });
  });

  it('remembers her language', async () => {
    const { customerId } = await call('+48220000003');
    expect(await telephony.call(rememberLanguage, { tenant: 'main', customerId, language: 'pl' })).toEqual({
      ok: true,
    });
    expect((await call('+48220000003')).language).toBe('pl');
    expect(await telephony.call(rememberLanguage, { tenant: 'main', customerId: uuidv7(), language: 'pl' })).toEqual({
      ok: false,
    });
  });
});

describe('the vault', () => {
  it('mints once for a place, in the order asked, and resolves at that place alone', async () => {
    const mint = (place: string, refs: string[]) =>
      crossing.call(mintTokens, { tenant: 'main', place, kind: 'interaction', refs });
    const [a, b, c] = [uuidv7(), uuidv7(), uuidv7()];
    const { tokens: first } = await mint('site', [a, b, a]);
    expect([first[0], new Set(first).size]).toEqual([first[2], 2]);
    const { tokens: second } = await mint('site', [c, b]);
    expect(second[1]).toBe(first[1]);
    expect((await mint('cloud-a', [a])).tokens[0]).not.toBe(first[0]);
    expect(await crossing.call(resolveToken, { tenant: 'main', place: 'site', token: first[0]! })).toEqual({
      kind: 'interaction',
      ref: a,
    });
    expect(await crossing.call(resolveToken, { tenant: 'main', place: 'cloud-a', token: first[0]! })).toEqual({});
    expect(await crossing.call(resolveToken, { tenant: 'other', place: 'site', token: first[0]! })).toEqual({});
  });

  it('agrees with itself when several mint the same at once', async () => {
    const refs = Array.from({ length: 50 }, () => uuidv7());
    const all = await Promise.all(
      Array.from({ length: 8 }, (_, i) =>
        crossing.call(mintTokens, {
          tenant: 'main',
          place: 'site',
          kind: 'agent',
          refs: i % 2 ? refs : [...refs].reverse(),
        }),
      ),
    );
    const inOrder = all.map((m, i) => (i % 2 ? m.tokens : [...m.tokens].reverse()).join());
    expect(new Set(inOrder).size).toBe(1);
  });

  it('tells an agent’s page what the tokens of its gateway are called', async () => {
    const { body } = await http(customers.url, 'GET', 'desk/names?place=site', { token: tokens['anna']! });
    expect(body.queues.map((q: { name: string }) => q.name)).toEqual(['Sales', 'Support']);
    const { tokens: minted } = await crossing.call(mintTokens, {
      tenant: 'main',
      place: 'site',
      kind: 'queue',
      refs: ['sales'],
    });
    expect(body.queues[0]).toEqual({ token: minted[0], id: 'sales', name: 'Sales' });
  });
});

describe('the contact card', () => {
  it('shows who calls to the agent who holds the reservation', async () => {
    const { interactionId, customerId } = await call('+48220000010');
    const { status, body } = await desk('GET', holds(interactionId), 'contact');
    expect(status).toBe(200);
    expect(body).toEqual({
      customer: { id: customerId, name: CANARY.name, number: '+48220000010', language: null, known: false },
      numberFrom: 'trunk',
      history: [],
      draft: '',
    });
  });

  it('says of each contact who vouched for the number, and shows a stranger’s claim with all that was before', async () => {
    const number = '+48220000012';
    const before = await call(number);
    const { interactionId, known } = await call(number, uuidv7(), 'main', 'claimed');
    const { body } = await desk('GET', holds(interactionId), 'contact');
    expect([known, body.numberFrom]).toEqual([true, 'claimed']);
    expect(body.history).toMatchObject([{ interactionId: before.interactionId, numberFrom: 'trunk' }]);
  });

  it('takes a number of which nothing was kept for claimed, and one that we called for nobody’s claim', async () => {
    const { interactionId, customerId } = await call('+48220000013');
    const reservation = holds(interactionId);
    const shown = async () => (await desk('GET', reservation, 'contact')).body.numberFrom;
    await rows('update customers.contact set number_from = null where interaction_id = $1', [interactionId]);
    expect(await shown()).toBe('claimed');
    await rows(`update customers.contact set number_from = 'friend' where interaction_id = $1`, [interactionId]);
    expect(await shown()).toBe('claimed');
    const called = uuidv7();
    const start = { medium: 'voice', node: 'a', channel: 'c', entry: 'callback', witness: 'ari' } as const;
    await tell(telephonyFacts.started, { interactionId: called, at: clock.now(), direction: 'outbound', ...start });
    await tell(telephonyFacts.identified, { interactionId: called, at: clock.now(), customerId, known: true });
    expect((await desk('GET', holds(called), 'contact')).body.numberFrom).toBeNull();
  });

  it.each<[string, Partial<ReplyOf<typeof reservationGet>>, string]>([
    ['another agent', {}, 'ben'],
    ['the agent after wrap-up', { active: false, state: 'completed' }, 'anna'],
  ])('shows nothing to %s, and nothing can be written', async (_, state, who) => {
    const { interactionId } = await call('+48220000011');
    const reservation = holds(interactionId, state);
    for (const [method, what, body] of [
      ['GET', 'contact', undefined],
      ['PUT', 'draft', { text: 'x' }],
      ['POST', 'wrap-up', { dispositionId: 'solved', note: 'x' }],
      ['PUT', 'customer', { name: 'x' }],
    ] as const) {
      const refused = await desk(method, reservation, what, body, tokens[who]!);
      expect([what, refused.status, refused.body.code]).toEqual([what, 403, 'CUSTOMERS.NOT_HOLDER']);
    }
    expect(await rows('select 1 from customers.draft where reservation_id = $1', [reservation])).toEqual([]);
    expect(await rows('select 1 from customers.handling where reservation_id = $1', [reservation])).toEqual([]);
  });

  it('is refused for a reservation nobody made, in the same words, and for other roles', async () => {
    holds(uuidv7());
    expect((await desk('GET', uuidv7(), 'contact')).body.code).toBe('CUSTOMERS.NOT_HOLDER');
    expect((await desk('GET', uuidv7(), 'contact', undefined, tokens['hugo']!)).body.code).toBe('AUTH.ROLE_MISSING');
    expect((await http(customers.url, 'GET', `desk/reservations/${uuidv7()}/contact`)).status).toBe(401);
  });

  it('says that it cannot know while routing is away, and shows nothing', async () => {
    answer(reservationGet, () => {
      throw notFound('X', 'x');
    });
    expect((await desk('GET', uuidv7(), 'contact')).body).toMatchObject({ code: 'X' });
  });

  it('keeps a draft over a reload, and lets the agent correct name and language', async () => {
    const { interactionId } = await call('+48220000012');
    const reservation = holds(interactionId);
    expect((await desk('PUT', reservation, 'draft', { text: 'half a thou' })).status).toBe(204);
    expect((await desk('PUT', reservation, 'draft', { text: 'half a thought' })).status).toBe(204);
    expect((await desk('PUT', reservation, 'customer', { name: 'Ewa', language: 'ru' })).status).toBe(200);
    const { body } = await desk('GET', reservation, 'contact');
    expect(body).toMatchObject({
      draft: 'half a thought',
      customer: { name: 'Ewa', language: 'ru', number: '+48220000012' },
    });
    const answered = await desk('PUT', reservation, 'customer', { language: 'en' });
    expect(answered.body).toMatchObject({ name: 'Ewa', language: 'en' });
    const emptied = await desk('PUT', reservation, 'customer', { name: ' ' });
    expect(emptied.body).toMatchObject({ name: null, language: 'en' });
  });

  it('has a place for the note of a caller whom nobody identified', async () => {
    const reservation = holds(uuidv7());
    expect((await desk('PUT', reservation, 'draft', { text: 'kept' })).status).toBe(204);
    expect((await desk('GET', reservation, 'contact')).body).toMatchObject({
      draft: 'kept',
      customer: { number: null, known: false },
    });
  });

  it.each<[string, string, string, unknown]>([
    ['no text', 'PUT', 'draft', {}],
    ['a book', 'PUT', 'draft', { text: 'x'.repeat(8001) }],
    ['a NUL', 'PUT', 'draft', { text: 'a\u0000b' }],
    ['something more', 'PUT', 'draft', { text: 'x', by: anna }],
    ['no disposition', 'POST', 'wrap-up', { note: 'x' }],
    ['not JSON', 'POST', 'wrap-up', '{"note":'],
    ['a language nobody speaks here', 'PUT', 'customer', { language: 'xx' }],
    ['a name with a line break', 'PUT', 'customer', { name: 'a\nb' }],
  ])('refuses %s with 400', async (_, method, what, body) => {
    const { interactionId } = await call('+48220000013');
    expect((await desk(method, holds(interactionId), what, body)).status).toBe(400);
  });
});

describe('wrap-up', () => {
  it('keeps the note, tells routing, and shows at the next contact what was', async () => {
    const number = CANARY.other;
    const { interactionId, customerId } = await call(number);
    const at = clock.now();
    const reservationId = holds(interactionId);
    const about = { interactionId, reservationId, agentId: anna, queueId: 'sales', at };
    await tell(telephonyFacts.started, {
      interactionId,
      at,
      medium: 'voice',
      direction: 'inbound',
      node: 'a',
      channel: '1.1',
      entry: '1000',
      witness: 'ari',
    });
    await tell(routingFacts.queueLeft, {
      interactionId,
      at,
      queueId: 'sales',
      reason: 'answered',
      waited: 1,
      reservationId,
    });
    await tell(routingFacts.reservationAccepted, { ...about, kind: 'offer', rang: 1, waited: 1 });
    let told: unknown;
    answer(wrapUp, (body) => {
      told = body;
      return { ok: true };
    });
    await desk('PUT', reservationId, 'draft', { text: 'dra' });
    const { status, body } = await desk('POST', reservationId, 'wrap-up', {
      dispositionId: 'solved',
      note: CANARY.note,
    });
    expect([status, body]).toEqual([200, { ok: true, told: true }]);
    expect(told).toEqual({ tenant: 'main', reservationId, agentId: anna, dispositionId: 'solved', at });
    await tell(telephonyFacts.ended, {
      interactionId,
      at: at + 5,
      startedAt: at,
      phase: 'talk',
      cause: 'caller-hangup',
      witness: 'ari',
    });

    const next = await call(number);
    const card = (await desk('GET', holds(next.interactionId), 'contact')).body;
    expect(card.customer).toMatchObject({ id: customerId, known: true });
    expect(card.history).toEqual([
      {
        interactionId,
        at,
        medium: 'voice',
        direction: 'inbound',
        numberFrom: 'trunk',
        queueId: 'sales',
        queue: 'Sales',
        outcome: 'answered',
        agentName: 'Anna',
        dispositionId: 'solved',
        disposition: 'Solved',
        note: CANARY.note,
      },
    ]);
    const facts = await rows<{ data: object }>(
      `select data from customers.ledger where type = 'customer.note-written' and interaction_id = $1`,
      [interactionId],
    );
    expect(facts.map((f) => f.data)).toEqual([
      { customerId, interactionId, reservationId, agentId: anna, dispositionId: 'solved', at },
    ]);
  });

  it('sent again after its answer was lost is no error, also when routing is done with it', async () => {
    const { interactionId } = await call('+48220000020');
    const reservation = holds(interactionId);
    const body = { dispositionId: 'solved', note: 'once' };
    expect((await desk('POST', reservation, 'wrap-up', body)).status).toBe(200);
    expect((await desk('POST', reservation, 'wrap-up', body)).status).toBe(200);
    answer(reservationGet, () => ({ found: true, agentId: anna, interactionId, active: false }));
    expect((await desk('POST', reservation, 'wrap-up', body)).body).toEqual({ ok: true, told: true });
    expect((await desk('POST', reservation, 'wrap-up', { ...body, dispositionId: 'other' })).status).toBe(422);
    expect(
      await rows(`select 1 from customers.ledger where type = 'customer.note-written' and interaction_id = $1`, [
        interactionId,
      ]),
    ).toHaveLength(1);
  });

  it('refuses a disposition nobody made and stores nothing', async () => {
    const { interactionId } = await call('+48220000021');
    const reservation = holds(interactionId);
    const answer = await desk('POST', reservation, 'wrap-up', { dispositionId: 'invented', note: 'x' });
    expect([answer.status, answer.body.code]).toEqual([422, 'CUSTOMERS.UNKNOWN_DISPOSITION']);
    expect(await rows('select 1 from customers.handling where reservation_id = $1', [reservation])).toEqual([]);
  });

  it('keeps the note when routing refuses, and says so', async () => {
    const { interactionId } = await call('+48220000022');
    const reservation = holds(interactionId);
    answer(wrapUp, () => ({ ok: false, code: 'ROUTING.STILL_TALKING' }));
    const refused = await desk('POST', reservation, 'wrap-up', { dispositionId: 'solved', note: 'kept' });
    expect([refused.status, refused.body.code]).toEqual([409, 'ROUTING.STILL_TALKING']);
    expect(
      await rows('select 1 from customers.handling where reservation_id = $1 and note is not null', [reservation]),
    ).toHaveLength(1);
  });

  it('comes in time shortly after its time ran out, to the one who had the contact alone', async () => {
    const { interactionId } = await call('+48220000024');
    const reservationId = holds(interactionId, { active: false, state: 'completed' });
    const at = clock.now();
    const had = { reservationId, interactionId, agentId: anna, at, queueId: 'sales', kind: 'offer' } as const;
    await tell(routingFacts.reservationAccepted, { ...had, rang: 1, waited: 1 });
    await tell(routingFacts.reservationCompleted, { ...had, talk: 1, held: 0, wrap: 1, dispositionId: null });
    const body = { dispositionId: 'solved', note: 'a last word' };
    expect((await desk('GET', reservationId, 'contact')).status).toBe(403);
    expect((await desk('POST', reservationId, 'wrap-up', body, tokens['ben']!)).status).toBe(403);
    expect((await desk('POST', reservationId, 'wrap-up', body)).status).toBe(200);
    clock.advance(10 * 60_000);
    expect((await desk('POST', reservationId, 'wrap-up', { ...body, dispositionId: 'order' })).status).toBe(403);
  });

  it('that ran out of time makes a note of what she had typed', async () => {
    const { interactionId } = await call('+48220000023');
    const reservationId = holds(interactionId);
    await desk('PUT', reservationId, 'draft', { text: 'typed so far' });
    const at = clock.now();
    const done = {
      reservationId,
      interactionId,
      agentId: anna,
      at,
      queueId: 'sales',
      kind: 'offer',
      talk: 1,
      held: 0,
      wrap: 1,
      dispositionId: null,
    } as const;
    await tell(routingFacts.reservationCompleted, done);
    await tell(routingFacts.reservationCompleted, done);
    const next = await call('+48220000023');
    const { history } = (await desk('GET', holds(next.interactionId), 'contact')).body;
    expect(history[0].note).toBe('typed so far');
  });
});

describe('the ledger', () => {
  it('told by the bus becomes the timeline, whatever comes first', async () => {
    const number = '+48220000040';
    const { interactionId, customerId } = await call(number);
    const reservationId = uuidv7();
    const at = clock.now();
    const had = { reservationId, interactionId, agentId: ben, at, queueId: 'support', kind: 'offer' } as const;
    const about = { interactionId, at };
    await publish('routing', `reservation:${reservationId}`, [
      [routingFacts.reservationAccepted, { ...had, rang: 1, waited: 1 }],
      [routingFacts.reservationCompleted, { ...had, talk: 1, held: 0, wrap: 1, dispositionId: 'solved' }],
    ]);
    await publish('telephony', `interaction:${interactionId}`, [
      [telephonyFacts.identified, { ...about, customerId, known: false }],
      [telephonyFacts.ended, { ...about, startedAt: at, phase: 'talk', cause: 'caller-hangup', witness: 'ari' }],
    ]);
    const next = await call(number);
    const reservation = holds(next.interactionId);
    const expected = { interactionId, outcome: 'answered', agentName: 'Ben', queue: 'Support', disposition: 'Solved' };
    await until(async () => {
      const { body } = await desk('GET', reservation, 'contact');
      return Object.entries(expected).every(([k, v]) => body.history[0]?.[k] === v);
    });
  });
});

describe('erasure', () => {
  it('takes the person away and leaves the contact; her next call is a stranger’s', async () => {
    const { interactionId, customerId } = await call('+48220000030');
    const reservation = holds(interactionId);
    await desk('POST', reservation, 'wrap-up', { dispositionId: 'solved', note: 'secret' });
    expect(
      (await http(customers.url, 'GET', `customers/${customerId}`, { token: tokens['tess']! })).body.history[0].note,
    ).toBe('secret');
    expect((await http(customers.url, 'DELETE', `customers/${customerId}`, { token: tokens['tess']! })).status).toBe(
      403,
    );
    for (let i = 0; i < 2; i++)
      expect((await http(customers.url, 'DELETE', `customers/${customerId}`, { token: tokens['hugo']! })).status).toBe(
        204,
      );
    const gone = await http(customers.url, 'GET', `customers/${customerId}`, { token: tokens['hugo']! });
    expect([gone.status, gone.body.code]).toEqual([410, 'CUSTOMERS.ERASED']);
    expect(await telephony.call(customerNumber, { tenant: 'main', customerId })).toEqual({ number: null });
    expect(
      await rows('select note from customers.handling where interaction_id = $1 and disposition_id is not null', [
        interactionId,
      ]),
    ).toEqual([{ note: null }]);
    expect(await rows('select 1 from customers.contact where customer_id = $1', [customerId])).toHaveLength(1);
    expect((await call('+48220000030')).customerId).not.toBe(customerId);
    expect(
      await rows(`select 1 from customers.ledger where type = 'customer.erased' and aggregate = $1`, [
        `customer:${customerId}`,
      ]),
    ).toHaveLength(1);
  });

  it('refuses an id nobody has', async () => {
    expect((await http(customers.url, 'DELETE', `customers/${uuidv7()}`, { token: tokens['hugo']! })).status).toBe(404);
    expect((await http(customers.url, 'DELETE', 'customers/x', { token: tokens['hugo']! })).status).toBe(400);
  });
});

describe('what is personal', () => {
  it('stands nowhere in the database in the open', async () => {
    const tables = ['customer', 'identity', 'contact', 'handling', 'draft', 'vault_token', 'ledger'];
    const dump = (await Promise.all(tables.map((t) => rows(`select * from customers.${t}`)))).flat();
    expect(dump.length).toBeGreaterThan(50);
    const bytes = Buffer.concat(
      dump.flatMap((row) =>
        Object.values(row).map((v) => (Buffer.isBuffer(v) ? v : Buffer.from(JSON.stringify(v) ?? ''))),
      ),
    );
    for (const secret of [CANARY.name, 'Zofia', CANARY.note, '221234567', '229998877'])
      expect(bytes.includes(secret)).toBe(false);
  });

  it('stands nowhere in the log', () => {
    const text = lines.join('');
    expect(text).toContain('"part":"access"');
    for (const secret of [CANARY.name, 'Zofia', CANARY.note, '221234567', '229998877', 'half a thou', 'typed so far'])
      expect(text).not.toContain(secret);
  });

  it('is invisible to another tenant, by the service’s own role', async () => {
    const { customerId, interactionId } = await call(CANARY.number);
    expect((await call(CANARY.number, uuidv7(), 'other')).customerId).not.toBe(customerId);
    expect(await telephony.call(customerNumber, { tenant: 'other', customerId })).toEqual({ number: null });
    expect((await http(customers.url, 'DELETE', `customers/${customerId}`, { token: tokens['other']! })).status).toBe(
      404,
    );
    const client = new pg.Client(engines.databaseUrl('customers'));
    await client.connect();
    try {
      for (const table of ['customer', 'identity', 'contact', 'handling', 'draft', 'vault_token', 'ledger']) {
        expect((await client.query(`select count(*)::int as n from customers.${table}`)).rows[0].n).toBe(0);
        await client.query(`set spillway.tenant = 'other'`);
        expect(
          (await client.query(`select distinct tenant from customers.${table}`)).rows.every(
            (r) => r.tenant === 'other',
          ),
        ).toBe(true);
        await client.query('reset spillway.tenant');
      }
      await client.query(`set spillway.tenant = 'other'`);
      expect(
        (
          await client.query('update customers.contact set direction = $2 where interaction_id = $1', [
            interactionId,
            'outbound',
          ])
        ).rowCount,
      ).toBe(0);
      await expect(
        client.query(`insert into customers.identity values ('main', 'x', $1)`, [customerId]),
      ).rejects.toThrow(/row-level security/);
    } finally {
      await client.end();
    }
  });
});
