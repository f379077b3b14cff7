import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import pg from 'pg';
import { Bus } from '#common/bus/bus.js';
import { encode } from '#common/bus/wire.js';
import type { DataOf } from '#common/contracts/contract.js';
import * as c from '#common/contracts/routing.js';
import type { Role } from '#common/contracts/words.js';
import { type Booted, boot, http } from '../../../test/boot.js';
import { anAgent, aQueue, aSetup } from '../../../test/builders/setup.builder.js';
import { useEngines } from '../../../test/engines.js';
import { TcpProxy } from '../../../test/fakes/tcp.proxy.js';
import { FakeTelephony } from '../../../test/fakes/telephony.fake.js';
import { desksByBus } from '../../../test/support/desk-by-bus.js';
import { config } from './config.js';
import { First1700000000001 } from './migrations/1700000000001-first.js';
import { Commands1700000000002 } from './migrations/1700000000002-commands.js';
import { RoutingModule } from './routing.module.js';

const engines = useEngines();
const tenant = 'main';
const [anna, ben, tess] = [randomUUID(), randomUUID(), randomUUID()];
const until = async (check: () => unknown, withinMs = 10_000) => {
  for (const end = Date.now() + withinMs; !(await check()); await new Promise((r) => setTimeout(r, 20)))
    if (Date.now() > end) throw new Error(`not within ${withinMs} ms: ${check}`);
};

describe('routing on its real engines', () => {
  let routing: Booted;
  let telephony: FakeTelephony;
  let crossing: Bus;
  let ledger: pg.Client;
  let line: TcpProxy;
  let key: Awaited<ReturnType<typeof generateKeyPair>>['privateKey'];
  const changes: DataOf<typeof c.deskChange>[] = [];

  const start = async () => {
    const url = new URL(engines.databaseUrl('routing'));
    url.port = String(line.address);
    const env = {
      SPILLWAY_TOKEN_PUBLIC_KEYS_FILE: join(engines.dir, 'keys.json'),
      SPILLWAY_INSTANCE: 'test',
      SPILLWAY_ROUTING_LOOK_MS: '300',
      SPILLWAY_DATABASE_URL: url.href,
    };
    routing = await boot(engines, {
      name: 'routing',
      module: RoutingModule,
      config,
      migrations: [First1700000000001, Commands1700000000002],
      env,
    });
  };
  const token = (id: string, ...roles: Role[]) =>
    new SignJWT({ tenant, roles, session: 'x' })
      .setProtectedHeader({ alg: 'EdDSA' })
      .setSubject(id)
      .setAudience('site')
      .setIssuer('spillway')
      .setExpirationTime('5m')
      .sign(key);
  const { attach, command, be } = desksByBus(() => crossing, tenant);
  const enqueue = (interactionId: string, queueId = 'sales') => {
    telephony.arrives(interactionId);
    const who = { tenant, interactionId, queueId, node: 'a', arrivedAt: Date.now(), priority: 0 };
    return telephony.bus.callUntilDone(c.enqueue, { ...who, medium: 'voice', direction: 'inbound' });
  };
  const arrive = async () => {
    const interactionId = randomUUID();
    return { interactionId, standing: await enqueue(interactionId) };
  };
  const talk = async () => {
    const { interactionId } = await arrive();
    const { body } = await telephony.hears('offer', { interactionId });
    await telephony.says(interactionId, body['reservationId'], 'answered');
    return { interactionId, reservationId: body['reservationId'] as string, agentId: body['agentId'] as string };
  };
  const end = (interactionId: string, also: { cause?: 'node-lost'; keepTicket?: boolean } = {}) => {
    telephony.calls.delete(interactionId);
    const gone = {
      phase: 'talk' as const,
      cause: 'caller-hangup' as const,
      keepTicket: false,
      at: Date.now(),
      ...also,
    };
    return telephony.bus.callUntilDone(c.interactionEnd, { tenant, interactionId, ...gone });
  };
  const facts = async (interactionId: string): Promise<string[]> => {
    // Why she was offered to whom is test/routing's.
    const sql = `select type from routing.ledger where interaction_id = $1 and type <> 'routing.decided' order by ord`;
    return (await ledger.query(sql, [interactionId])).rows.map((r) => r.type);
  };

  beforeAll(async () => {
    const pair = await generateKeyPair('Ed25519', { extractable: true });
    key = pair.privateKey;
    const jwk = { ...(await exportJWK(pair.publicKey)), alg: 'EdDSA' };
    writeFileSync(join(engines.dir, 'keys.json'), JSON.stringify({ keys: [jwk] }));
    telephony = new FakeTelephony(engines.connect('telephony'));
    crossing = new Bus(engines.connect('crossing'));
    crossing.subscribe(c.deskChange, (change) => void changes.push(change));
    engines.connect('directory').onOpen((nc) => {
      const setup = aSetup(
        [
          aQueue('sales'),
          aQueue('help'),
          aQueue('fitters', {
            skills: { fitting: 1 },
            overflow: [{ when: 'waited', over: 500, to: { do: 'queue', queueId: 'help' } }],
          }),
        ],
        [anAgent(anna), anAgent(ben, { skills: { sales: 5, help: 5 } })],
      );
      nc.subscribe('directory.config-get', { callback: (_, m) => void m.respond(encode({ ok: setup })) });
    });
    ledger = new pg.Client(engines.adminUrl);
    await ledger.connect();
    const { hostname, port } = new URL(engines.adminUrl);
    line = await TcpProxy.to(hostname, Number(port));
    await start();
  }, 60_000);
  afterAll(async () => {
    await routing?.close();
    line?.close();
    await ledger?.end();
  });

  it('brings a caller to the agent, tells her desktop, and writes down each step', async () => {
    const view = await attach(anna, 9);
    expect(view).toMatchObject({ ok: true, agent: { status: 'away', reason: 'signed-in' } });
    await command(anna, 'set-status', { status: 'available' });
    const { interactionId, standing } = await arrive();
    expect(standing).toEqual({ position: 1, ahead: 0, available: 1 });
    const { body } = await telephony.hears('offer', { interactionId });
    expect(body).toMatchObject({ agentId: anna, queueId: 'sales', kind: 'offer' });
    expect(await telephony.says(interactionId, body['reservationId'], 'answered')).toEqual({ known: true });
    expect(await telephony.says(interactionId, body['reservationId'], 'answered')).toEqual({ known: true });
    await end(interactionId);
    expect(await facts(interactionId)).toEqual([
      'queue.entered',
      'reservation.created',
      'reservation.accepted',
      'queue.left',
      'reservation.talk-ended',
      'reservation.completed',
    ]);
    await until(() => changes.some((x) => x.gone === body['reservationId']));
    const mine = changes.filter((x) => x.agentId === anna);
    expect(mine.map((x) => x.n)).toEqual(mine.map((_, k) => view.n + 1 + k));
    expect(mine.flatMap((x) => x.reservation?.state ?? [])).toEqual(['pending', 'accepted']);
  });

  it('lets a caller overflow into another line, and an agent of that line answers her', async () => {
    await be(anna, 'break');
    await be(ben, 'available');
    const interactionId = randomUUID();
    await enqueue(interactionId, 'fitters');
    expect(await telephony.bus.call(c.standing, { tenant, interactionId })).toMatchObject({
      waiting: true,
      queueId: 'fitters',
      position: 1,
      present: 0,
    });
    const { body } = await telephony.hears('offer', { interactionId });
    expect(body).toMatchObject({ agentId: ben, queueId: 'help' });
    await telephony.says(interactionId, body['reservationId'], 'answered');
    expect(await telephony.bus.call(c.standing, { tenant, interactionId })).toEqual({ waiting: false });
    await end(interactionId);
    const sql = `select type, data from routing.ledger where interaction_id = $1 and type like 'queue.%' order by ord`;
    const { rows } = await ledger.query(sql, [interactionId]);
    expect(rows.map((row) => [row.type, row.data.queueId, row.data.reason ?? row.data.cause])).toEqual([
      ['queue.entered', 'fitters', undefined],
      ['queue.overflowed', 'fitters', 'waited'],
      ['queue.left', 'fitters', 'overflowed'],
      ['queue.entered', 'help', undefined],
      ['queue.left', 'help', 'answered'],
    ]);
    expect(rows[3].data.arrivedAt).toBe(rows[0].data.arrivedAt);
    await be(ben, 'offline');
  });

  it('PostgreSQL cut off: refuses and changes nothing; back: takes what is sent again, once', async () => {
    await be(anna, 'available');
    line.cut();
    const interactionId = randomUUID();
    telephony.arrives(interactionId);
    const who = { tenant, interactionId, queueId: 'sales', node: 'a', arrivedAt: Date.now(), priority: 0 };
    const once = () =>
      telephony.bus.call(c.enqueue, { ...who, medium: 'voice', direction: 'inbound' }, { timeoutMs: 500 });
    await expect(once()).rejects.toMatchObject({ retryable: true });
    await expect(once()).rejects.toMatchObject({ code: 'ROUTING.LEDGER_AWAY', retryable: true });
    expect(telephony.told.some((t) => t.body['interactionId'] === interactionId)).toBe(false);
    line.mend();
    await enqueue(interactionId);
    await telephony.hears('offer', { interactionId });
    await end(interactionId);
    expect((await facts(interactionId)).filter((t) => t === 'queue.entered')).toHaveLength(1);
  }, 20_000);

  it('PostgreSQL silent, the outcome of a commit unknown: found out, nothing lost and nothing twice', async () => {
    await be(anna, 'available');
    line.silence();
    const interactionId = randomUUID();
    const taken = enqueue(interactionId);
    await new Promise((r) => setTimeout(r, 300));
    line.cut();
    line.mend();
    await taken;
    const { body } = await telephony.hears('offer', { interactionId });
    await telephony.says(interactionId, body['reservationId'], 'answered');
    await end(interactionId);
    expect((await facts(interactionId)).slice(0, 2)).toEqual(['queue.entered', 'reservation.created']);
    expect(
      telephony.told.filter((t) => t.subject === 'telephony.offer' && t.body['interactionId'] === interactionId),
    ).toHaveLength(1);
  }, 20_000);

  it('killed and started again: goes on from what PostgreSQL has', async () => {
    await be(anna, 'available');
    const held = await talk();
    const waits = await arrive();
    // As a kill would leave it: nothing is handed back, nothing said.
    line.cut();
    await routing.close();
    line.mend();
    const before = Date.now();
    await start();
    const found = await telephony.bus.callUntilDone(c.reservationGet, { tenant, reservationId: held.reservationId });
    const took = Date.now() - before;
    expect(found).toMatchObject({ found: true, agentId: anna, state: 'accepted', talk: 'talking', active: true });
    expect(took).toBeLessThan(10_000);
    await end(held.interactionId);
    const { body } = await telephony.hears('offer', { interactionId: waits.interactionId });
    expect(body['agentId']).toBe(anna);
    await end(waits.interactionId);
  }, 30_000);

  it('Asterisk does not know a leg that should ring: the caller is offered again by itself', async () => {
    await be(anna, 'available');
    const { interactionId } = await arrive();
    const { body } = await telephony.hears('offer', { interactionId });
    telephony.calls.get(interactionId)!.legs.clear();
    await until(() =>
      telephony.told.some(
        (t) =>
          t.subject === 'telephony.offer' &&
          t.body['interactionId'] === interactionId &&
          t.body['reservationId'] !== body['reservationId'],
      ),
    );
    expect(await facts(interactionId)).toContain('reservation.rescinded');
    await end(interactionId);
  }, 20_000);

  it('Asterisk does not know a call: ended by itself, the agent free', async () => {
    await be(anna, 'available');
    const { interactionId } = await talk();
    telephony.calls.delete(interactionId);
    await until(async () => (await facts(interactionId)).includes('reservation.completed'));
  }, 20_000);

  describe('over HTTP', () => {
    it('shows the lead what is live, as it changes', async () => {
      await be(anna, 'available');
      const stop = new AbortController();
      const bearer = { authorization: `Bearer ${await token(tess, 'team-lead')}` };
      const stream = await fetch(`${routing.url}/api/v1/live`, { headers: bearer, signal: stop.signal });
      expect(stream.headers.get('content-type')).toContain('text/event-stream');
      let text = '';
      void (async () => {
        for await (const part of stream.body!) text += Buffer.from(part).toString();
      })().catch(() => undefined);
      await until(() => text.includes('event: state'));
      const { interactionId } = await talk();
      await until(() => /event: change/.test(text) && text.includes(interactionId));
      const now = await http(routing.url, 'GET', 'live/snapshot', { token: await token(tess, 'head') });
      expect(now.body.interactions).toEqual([
        expect.objectContaining({ id: interactionId, stage: 'talking', agentId: anna }),
      ]);
      expect(now.body.queues).toContainEqual({ id: 'sales', waiting: 0, longestSince: null, available: 0 });
      stop.abort();
      await end(interactionId);
    });

    it('hands a caller on, and says why not', async () => {
      await be(anna, 'available');
      const { interactionId, reservationId } = await talk();
      const mine = await token(anna, 'agent');
      const give = (body: object) =>
        http(routing.url, 'POST', `desk/reservations/${reservationId}/transfer`, { token: mine, body });
      const wish = { commandId: randomUUID(), deadline: Date.now() + 5000, mode: 'blind' };
      expect((await give({ ...wish, toAgentId: ben })).body).toMatchObject({ status: 409, code: 'ROUTING.AGENT_GONE' });
      expect((await give({ ...wish, toAgentId: ben, toQueueId: 'sales' })).status).toBe(400);
      await be(ben, 'available');
      const targets = await http(routing.url, 'GET', 'desk/targets', { token: mine });
      expect(targets.body.agents).toEqual([{ id: ben, name: ben, state: 'free' }]);
      const done = await give({ ...wish, commandId: randomUUID(), toAgentId: ben });
      expect(done).toMatchObject({ status: 200, body: { ok: true } });
      const { body } = await telephony.hears('offer', { interactionId, kind: 'transfer' });
      expect(body).toMatchObject({
        agentId: ben,
        fromReservationId: reservationId,
        reservationId: done.body.reservationId,
      });
      await end(interactionId);
      await be(ben, 'break');
    });

    it('keeps a ticket of a cut call, and calls again by one click', async () => {
      await be(anna, 'available');
      const { interactionId } = await talk();
      const customerId = randomUUID();
      const who = { tenant, interactionId, queueId: 'sales', node: 'a', arrivedAt: 1, priority: 0, customerId };
      await telephony.bus.callUntilDone(c.enqueue, { ...who, medium: 'voice', direction: 'inbound' });
      await end(interactionId, { cause: 'node-lost', keepTicket: true });
      const mine = await token(anna, 'agent');
      const { body } = await http(routing.url, 'GET', 'tickets', { token: mine });
      expect(body.tickets).toMatchObject([{ interactionId, queue: 'sales', phase: 'talking', agentId: anna }]);
      const called = await http(routing.url, 'POST', `tickets/${interactionId}/call`, { token: mine, body: {} });
      expect(called.body).toMatchObject({ ok: true });
      const out = await telephony.hears('call-out', { customerId });
      await end(out.body['interactionId']);
      expect((await http(routing.url, 'GET', 'tickets', { token: mine })).body.tickets).toHaveLength(1);
    });

    it('lets a lead set a status, and nobody else', async () => {
      await be(anna, 'available');
      const set = async (as: Role, status: unknown) =>
        http(routing.url, 'POST', `agents/${anna}/status`, { token: await token(tess, as), body: { status } });
      expect((await set('agent', 'break')).status).toBe(403);
      expect((await set('team-lead', 'gone fishing')).status).toBe(400);
      expect((await set('team-lead', 'break')).body).toEqual({ ok: true });
      expect((await attach(anna, 9)).agent).toMatchObject({ status: 'break', reason: 'set-by-lead' });
      expect((await http(routing.url, 'GET', 'live/snapshot')).status).toBe(401);
    });
  });
});
