import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { jetstream } from '@nats-io/jetstream';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { exportJWK, SignJWT } from 'jose';
import { Bus } from '#common/bus/bus.js';
import { encode } from '#common/bus/wire.js';
import { configGet, namesGet } from '#common/contracts/directory.js';
import type { Envelope } from '#common/contracts/ledger.js';
import { openStream } from '#common/ledger/stream.js';
import { AGENT_FIGURES, CONTACT_FIGURES, keyOf, QUEUE_FIGURES } from '../../services/reporting/src/figures/figures.js';
import { caller } from '../../services/reporting/src/fold/facts.testing.js';
import { MIGRATIONS } from '../../services/reporting/src/migrations/index.js';
import { ReportingModule } from '../../services/reporting/src/reporting.module.js';
import { useEngines } from '../engines.js';
import { startHere } from '../start.here.js';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const credential = (roles: string[], tenant = 'main') =>
  new SignJWT({ tenant, roles, session: 's' })
    .setProtectedHeader({ alg: 'EdDSA', kid: 'k' })
    .setIssuer('spillway')
    .setAudience('site')
    .setSubject(randomUUID())
    .setExpirationTime('5m')
    .sign(privateKey);

/** 14:00 in Warsaw. */
const BASE = Date.parse('2026-11-22T13:00:00Z');
const RANGE = `from=${BASE}&to=${BASE + 3_600_000}`;
const ANNA = randomUUID();
const BEN = randomUUID();

/** A quarter of an hour with everything in it that a queue can see, and one call in the next. */
function quarter() {
  const at = (s: number, agentId = ANNA) => caller({ interactionId: randomUUID(), agentId, base: BASE + s * 1000 });
  return {
    quick: at(0)
      .starts(0)
      .enters(1, 'sales')
      .offered(2, 'r1')
      .accepted(4, 'r1', 2, 3)
      .leaves(4, 'sales', 'answered', 3, 'r1')
      .talkEnded(64, 'r1', 60, 20)
      .completed(74, 'r1', 60, 20, 10)
      .ends(64, 'talk', 'caller-hangup'),
    slow: at(60, BEN)
      .starts(0)
      .enters(1, 'sales')
      .offered(20, 'r1')
      .timeout(35, 'r1')
      .offered(35, 'r2')
      .accepted(41, 'r2', 6, 40)
      .leaves(41, 'sales', 'answered', 40, 'r2')
      .talkEnded(71, 'r2', 30, 0, 'transferred')
      .completed(75, 'r2', 30, 0, 4)
      .enters(71, 'support')
      .leaves(101, 'support', 'abandoned', 30)
      .ends(101, 'queue', 'caller-hangup'),
    impatient: at(120)
      .starts(0)
      .enters(1, 'sales')
      .leaves(4, 'sales', 'abandoned', 3)
      .ends(4, 'queue', 'caller-hangup'),
    gone: at(130)
      .starts(0)
      .enters(1, 'sales')
      .offered(30, 'r1')
      .rescinded(33, 'r1', 'caller-gone')
      .leaves(33, 'sales', 'abandoned', 32)
      .ends(33, 'ringing', 'caller-hangup'),
    waiting: at(200).starts(0).enters(1, 'sales'),
    menu: at(210).starts(0).ends(5, 'menu', 'caller-hangup'),
    wrapping: at(300)
      .starts(0)
      .enters(0, 'sales')
      .offered(1, 'r1')
      .accepted(2, 'r1', 1, 2)
      .leaves(2, 'sales', 'answered', 2, 'r1')
      .talkEnded(50, 'r1', 48, 0),
    back: at(400)
      .starts(0)
      .enters(0, 'sales')
      .offered(1, 'r1')
      .accepted(2, 'r1', 1, 2)
      .leaves(2, 'sales', 'answered', 2, 'r1')
      .talkEnded(12, 'r1', 10, 0, 'agent-lost')
      .returns(42, 'sales', 'agent-lost')
      .leaves(50, 'sales', 'abandoned', 8),
    later: at(1000, BEN)
      .starts(0)
      .enters(0, 'sales')
      .offered(0, 'r1')
      .accepted(5, 'r1', 5, 5)
      .leaves(5, 'sales', 'answered', 5, 'r1')
      .talkEnded(25, 'r1', 20, 0)
      .completed(25, 'r1', 20, 0, 0),
  };
}

function status(agentId: string, s: number, kind: 'status' | 'work', value: string, seq: number): Envelope {
  const at = BASE + s * 1000;
  const data =
    kind === 'status'
      ? { agentId, status: value, reason: 'chosen', at }
      : { agentId, workState: value, reservationId: null, at };
  const hlc = `${String(at).padStart(14, '0')}-${String(seq).padStart(6, '0')}-routing`;
  return {
    id: randomUUID(),
    tenant: 'main',
    type: `agent.${kind}`,
    version: 1,
    owner: 'routing',
    aggregate: `agent:${agentId}`,
    seq,
    hlc,
    at,
    cause: null,
    interactionId: null,
    data,
  };
}

const engines = useEngines();

describe('the report', () => {
  let app: NestFastifyApplication;
  let port: number;
  let publish: (facts: Envelope[]) => Promise<void>;
  const calls = quarter();

  const start = async () =>
    startHere(
      'reporting',
      ReportingModule,
      {
        httpHost: '127.0.0.1',
        httpPort: 0,
        place: 'site',
        instance: '0',
        tenant: 'main',
        databaseUrl: engines.databaseUrl('reporting'),
        databasePool: 4,
        natsUrl: engines.natsUrl,
        natsUser: 'reporting',
        natsPassword: engines.natsPassword('reporting'),
        tokenPublicKeys: JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid: 'k', alg: 'EdDSA' }] }),
        timeZone: 'Europe/Warsaw',
        shortAbandonMs: 5000,
      },
      MIGRATIONS,
    );
  const get = async (path: string, roles = ['team-lead'], tenant = 'main') => {
    const response = await fetch(`http://127.0.0.1:${port}/api/v1/${path}`, {
      headers: { authorization: `Bearer ${await credential(roles, tenant)}` },
    });
    const text = await response.text();
    // biome-ignore lint/suspicious/noExplicitAny: a test reads what the API gives
    return { status: response.status, text, body: (text.startsWith('{') ? JSON.parse(text) : undefined) as any };
  };
  const settled = async (arrived: number) => {
    for (let i = 0; i < 200; i++) {
      const { body } = await get('reports/day?date=2026-11-22');
      if (body?.contacts?.arrived === arrived) return;
      await new Promise((r) => setTimeout(r, 50));
    }
    throw new Error('the facts did not arrive');
  };

  beforeAll(async () => {
    const routing = engines.connect('routing');
    const directory = new Bus(engines.connect('directory'));
    const answer = (subject: string, ok: unknown) =>
      directory.connection.onOpen((nc) => {
        nc.subscribe(subject, { callback: (_, m) => void m.respond(encode({ ok })) });
      });
    const queue = {
      skills: {},
      ringMs: 15_000,
      wrapMs: 0,
      lostMs: 30_000,
      priority: 0,
      record: true,
      recordReason: 'quality',
      retentionDays: 90,
    };
    answer(configGet.subject, {
      version: 1,
      queues: [
        { ...queue, id: 'sales', name: '=Sales, "north"', serviceLevelMs: 20_000 },
        { ...queue, id: 'support', name: 'Support', serviceLevelMs: 30_000 },
      ],
      flows: [],
      entries: [],
      agents: [],
      dispositions: [],
    });
    answer(namesGet.subject, { names: [{ agentId: ANNA, name: 'Anna' }] });
    ({ app, port } = await start());
    const owners = { routing, telephony: engines.connect('telephony') };
    await Promise.all(Object.values(owners).map((owner) => new Promise<void>((up) => owner.onOpen(() => up()))));
    // Nobody may say another's facts.
    const ownerOf = (e: Envelope) => (e.type.startsWith('interaction.') ? owners.telephony : owners.routing);
    publish = async (facts) => {
      await openStream(routing.live());
      for (const e of facts)
        await jetstream(ownerOf(e).live()).publish(`ledger.${e.tenant}.${e.type}`, encode(e), { msgID: e.id });
    };
    await publish(Object.values(calls).flatMap((c) => c.facts));
    await publish([
      status(ANNA, -600, 'status', 'available', 1),
      status(ANNA, 0, 'work', 'talking', 2),
      status(ANNA, 450, 'work', 'idle', 3),
      status(ANNA, 900, 'status', 'offline', 4),
    ]);
    await settled(9);
  }, 60_000);
  afterAll(() => app?.close());

  it('says what became of the callers of a quarter of an hour', async () => {
    const { body } = await get(`reports/intervals?${RANGE}&by=queue&step=15`);
    const row = body.rows.find((r: { key: string; at: number }) => r.key === 'sales' && r.at === BASE);
    expect(row).toMatchObject({
      offered: 7,
      answered: 4,
      inServiceLevel: 3,
      abandoned: 2,
      shortAbandoned: 1,
      otherEnd: 0,
      waiting: 1,
      handled: 2,
      transferred: 1,
      returned: 1,
      // 3 of 7 offered, less 1 short abandon, less 1 still waiting.
      serviceLevel: 3 / 5,
      speedOfAnswerAvgMs: (3000 + 40_000 + 2000 + 2000) / 4,
      handleAvgMs: (70_000 + 34_000) / 2,
      talkAvgMs: (40_000 + 30_000) / 2,
      holdAvgMs: 10_000,
    });
    expect(row.offered).toBe(row.answered + row.abandoned + row.otherEnd + row.waiting);
  });

  it('says nothing where nothing is known: no service level of a queue that nobody waited in to the end', async () => {
    const { body } = await get(`reports/intervals?${RANGE}&by=queue`);
    const support = body.rows.find((r: { key: string; at: unknown }) => r.key === 'support' && r.at === null);
    expect(support).toMatchObject({
      offered: 1,
      abandoned: 1,
      serviceLevel: 0,
      speedOfAnswerAvgMs: null,
      handleAvgMs: null,
    });
    const empty = await get(`reports/intervals?from=${BASE - 7_200_000}&to=${BASE - 3_600_000}`);
    expect(empty.body.rows.at(-1)).toMatchObject({ offered: 0, serviceLevel: null, longestWaitMs: null });
  });

  it('counts for agents what was offered to them, and their time', async () => {
    const { body } = await get(`reports/intervals?${RANGE}&by=agent`);
    const of = (key: string) => body.rows.find((r: { key: string; at: unknown }) => r.key === key && r.at === null);
    expect(of(ANNA)).toMatchObject({ offered: 4, answered: 3, rescinded: 1, handled: 1, noAnswer: 0 });
    expect(of(ANNA).occupancy).toBeCloseTo(0.5);
    expect(of(ANNA).signedInMs).toBe(900_000);
    expect(of(BEN)).toMatchObject({ offered: 3, answered: 2, noAnswer: 1, occupancy: null, signedInMs: null });
  });

  it.each([
    ...Object.keys(QUEUE_FIGURES).map((f) => ['queue', f]),
    ...Object.keys(AGENT_FIGURES).map((f) => ['agent', f]),
  ])('each figure is the number of the calls behind it: %s %s', async (by, figure) => {
    const { body } = await get(`reports/intervals?${RANGE}&by=${by}`);
    for (const row of body.rows.filter((r: { at: unknown }) => r.at === null)) {
      const key = row.key ? `&${by}=${row.key}` : `&by=${by}`;
      const list = await get(`reports/calls?${RANGE}&figure=${figure}${key}`);
      expect(list.body.count).toBe(row[keyOf(figure!)]);
      expect(list.body.calls).toHaveLength(list.body.count);
    }
  });

  it('shows the day with every call, also those that came to no queue', async () => {
    const { body } = await get('reports/day?date=2026-11-22');
    expect(body.contacts).toMatchObject({ arrived: 9, neverQueued: 1 });
    for (const figure of Object.keys(CONTACT_FIGURES)) {
      const list = await get(`reports/calls?from=${body.from}&to=${body.to}&by=contact&figure=${figure}`);
      expect(list.body.count).toBe(body.contacts[keyOf(figure)]);
    }
    for (const { phase, cause, calls: n } of body.contacts.endings.filter((e: { phase: unknown }) => e.phase)) {
      const list = await get(
        `reports/calls?from=${body.from}&to=${body.to}&by=contact&figure=arrived&phase=${phase}&cause=${cause}`,
      );
      expect(list.body.count).toBe(n);
    }
    expect(body.formulas.serviceLevel.formula).toContain('in-service-level / (offered');
  });

  it('reads a life as one ordered sequence', async () => {
    const { body } = await get(`interactions/${calls.slow.interactionId}/life`);
    const types = body.events.map((e: { type: string }) => e.type);
    expect(types[0]).toBe('interaction.started');
    expect(types.at(-1)).toBe('interaction.ended');
    expect(types).toHaveLength(calls.slow.facts.length);
    expect(body.events.map((e: { hlc: string }) => e.hlc)).toEqual(
      [...body.events.map((e: { hlc: string }) => e.hlc)].sort(),
    );
    expect(body.visits).toMatchObject([{ queueId: 'sales' }, { queueId: 'support', outcome: 'abandoned' }]);
  });

  it('exports what a spreadsheet opens without harm', async () => {
    const { text, status: code } = await get(`reports/intervals.csv?${RANGE}&by=queue`);
    expect(code).toBe(200);
    const [header, first] = text.split('\r\n');
    expect(header).toContain('interval_start,queue_id,queue,offered,answered,in_service_level');
    expect(first).toContain(`2026-11-22T14:00:00+01:00,sales,"'=Sales, ""north""",7,4,3`);
    const agents = await get(`reports/intervals.csv?${RANGE}&by=agent`);
    expect(agents.text).toContain(`${ANNA},Anna,`);
  });

  it('is for those who lead or check, not for agents, and of one tenant alone', async () => {
    expect((await get(`reports/intervals?${RANGE}`, ['agent'])).status).toBe(403);
    expect((await get(`interactions/${calls.slow.interactionId}/life`, ['agent'])).status).toBe(403);
    expect((await get(`interactions/${calls.slow.interactionId}/life`, ['head'], 'other')).status).toBe(404);
    expect((await get(`reports/intervals?${RANGE}`, ['head'], 'other')).body.rows.at(-1)).toMatchObject({ offered: 0 });
  });

  it.each([
    ['a range that ends before it begins', `reports/intervals?from=${BASE}&to=${BASE - 1}`],
    ['a range without end', `reports/intervals?from=${BASE}`],
    ['a figure that does not exist', `reports/calls?${RANGE}&figure=hacked`],
    ['a figure of the prototype', `reports/calls?${RANGE}&figure=constructor`],
    ['a parameter nobody knows', `reports/intervals?${RANGE}&order=1`],
  ])('refuses %s', async (_, path) => {
    expect((await get(path)).status).toBe(400);
  });

  it('counts nothing twice when facts come again after a restart', async () => {
    const before = (await get(`reports/intervals?${RANGE}`)).body.rows.at(-1);
    await app.close();
    await publish(calls.quick.facts.map((e) => ({ ...e, id: e.id })));
    ({ app, port } = await start());
    await publish(calls.menu.facts);
    await settled(9);
    const after = (await get(`reports/intervals?${RANGE}`)).body.rows.at(-1);
    expect({ ...after, longestWaitMs: 0 }).toEqual({ ...before, longestWaitMs: 0 });
  }, 20_000);
});
