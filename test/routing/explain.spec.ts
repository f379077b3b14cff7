import { randomBytes, randomUUID } from 'node:crypto';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import pg from 'pg';
import { Bus } from '#common/bus/bus.js';
import { encode } from '#common/bus/wire.js';
import { identify } from '#common/contracts/customers.js';
import * as c from '#common/contracts/routing.js';
import type { Role } from '#common/contracts/words.js';
import type { MigrationClass } from '#common/db/migration.js';
import { config as customersConfig } from '../../services/customers/src/config.js';
import { CustomersModule } from '../../services/customers/src/customers.module.js';
import { config } from '../../services/routing/src/config.js';
import type { Explanation, Moment } from '../../services/routing/src/explain/moments.js';
import { RoutingModule } from '../../services/routing/src/routing.module.js';
import { type Booted, boot, http } from '../boot.js';
import { anAgent, aQueue, aSetup } from '../builders/setup.builder.js';
import { useEngines } from '../engines.js';
import { FakeTelephony } from '../fakes/telephony.fake.js';
import { desksByBus } from '../support/desk-by-bus.js';

const tenant = 'main';
const [anna, ben, carl, dora] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];

/** All of a service, whoever adds one. */
async function migrationsOf(service: string): Promise<MigrationClass[]> {
  const folder = `services/${service}/src/migrations`;
  const files = readdirSync(folder).filter((file) => /^\d+-/.test(file));
  const modules = await Promise.all(files.sort().map((file) => import(`../../${folder}/${file}`)));
  return modules.flatMap((module) => Object.values(module) as MigrationClass[]);
}

describe('explaining an interaction, from the ledger on real engines', () => {
  // Before the engines go: hooks run in the order they are written.
  afterAll(async () => {
    await routing?.close();
    await customers?.close();
    await ledger?.end();
  });
  const engines = useEngines();
  let routing: Booted;
  let customers: Booted;
  let telephony: FakeTelephony;
  let crossing: Bus;
  let ledger: pg.Client;
  let key: Awaited<ReturnType<typeof generateKeyPair>>['privateKey'];

  const env = () => ({ SPILLWAY_TOKEN_PUBLIC_KEYS_FILE: join(engines.dir, 'keys.json'), SPILLWAY_INSTANCE: 'test' });
  const startRouting = async () => {
    const migrations = await migrationsOf('routing');
    routing = await boot(engines, { name: 'routing', module: RoutingModule, config, migrations, env: env() });
  };
  const token = (role: Role, of = tenant) =>
    new SignJWT({ tenant: of, roles: [role], session: 'x' })
      .setProtectedHeader({ alg: 'EdDSA' })
      .setSubject(randomUUID())
      .setAudience('site')
      .setIssuer('spillway')
      .setExpirationTime('5m')
      .sign(key);
  const { command, be } = desksByBus(() => crossing, tenant);
  const arrive = async (also: { customerId?: string } = {}) => {
    const interactionId = randomUUID();
    telephony.arrives(interactionId);
    const who = { tenant, interactionId, queueId: 'sales', node: 'a', arrivedAt: Date.now(), priority: 0, ...also };
    await telephony.bus.callUntilDone(c.enqueue, { ...who, medium: 'voice', direction: 'inbound' });
    return interactionId;
  };
  const end = (interactionId: string, also: { cause?: 'node-lost'; keepTicket?: boolean } = {}) => {
    telephony.calls.delete(interactionId);
    const gone = { phase: 'talk', cause: 'caller-hangup', keepTicket: false, at: Date.now(), ...also } as const;
    return telephony.bus.callUntilDone(c.interactionEnd, { tenant, interactionId, ...gone });
  };
  const ask = async (interactionId: string, role: Role = 'team-lead', of = tenant) =>
    http(routing.url, 'GET', `routing/explain/${interactionId}`, { token: await token(role, of) });
  const explain = async (interactionId: string): Promise<Explanation> => {
    const { status, body } = await ask(interactionId);
    expect([status, body]).toEqual([200, expect.anything()]);
    return body;
  };
  const whats = ({ moments }: Explanation) => moments.map((m) => m.what);
  const outOf = (m: Moment) =>
    Object.fromEntries(
      m.out!.map(({ why, agents, more }) => [why, [...agents.map((a) => a.id), ...(more ? [more] : [])]]),
    );
  /** Refused by anna; nobody; then ben, who was on a break, answers. */
  const refusedCall = async (also: { customerId?: string } = {}) => {
    await be(ben, 'break');
    await be(anna, 'available');
    const interactionId = await arrive(also);
    const { body } = await telephony.hears('offer', { interactionId });
    expect(body['agentId']).toBe(anna);
    await command(anna, 'reject', { reservation: body['reservationId'] });
    await be(ben, 'available');
    const { body: second } = await telephony.hears('offer', { interactionId, agentId: ben });
    await telephony.says(interactionId, second['reservationId'], 'answered');
    await end(interactionId);
    return interactionId;
  };

  beforeAll(async () => {
    const pair = await generateKeyPair('Ed25519', { extractable: true });
    key = pair.privateKey;
    const jwk = { ...(await exportJWK(pair.publicKey)), alg: 'EdDSA' };
    writeFileSync(join(engines.dir, 'keys.json'), JSON.stringify({ keys: [jwk] }));
    const masterKey = join(engines.dir, 'master.key');
    writeFileSync(masterKey, randomBytes(32), { mode: 0o600 });
    telephony = new FakeTelephony(engines.connect('telephony'));
    crossing = new Bus(engines.connect('crossing'));
    engines.connect('directory').onOpen((nc) => {
      const agents = [anAgent(anna), anAgent(ben), anAgent(carl, { skills: { support: 5 } }), anAgent(dora)];
      const calls = {
        offer: true,
        key: '1',
        expiresMs: 3_600_000,
        attempts: 3,
        retryMs: 60_000,
        first: 'agent',
      } as const;
      const setup = aSetup([aQueue('sales', { callback: calls })], agents, 7);
      nc.subscribe('directory.config-get', { callback: (_, m) => void m.respond(encode({ ok: setup })) });
      nc.subscribe('directory.names-get', { callback: (_, m) => void m.respond(encode({ ok: { names: [] } })) });
    });
    ledger = new pg.Client(engines.adminUrl);
    await ledger.connect();
    await startRouting();
    customers = await boot(engines, {
      name: 'customers',
      module: CustomersModule,
      config: customersConfig,
      migrations: await migrationsOf('customers'),
      env: { ...env(), SPILLWAY_MASTER_KEY_FILE: masterKey },
    });
  }, 90_000);

  it('tells of a refused agent: who was chosen, why not the others, and what became of them meanwhile', async () => {
    const interactionId = await refusedCall();
    const told = await explain(interactionId);
    expect(whats(told)).toEqual([
      'queue.entered',
      'offered',
      'reservation.rejected',
      'waits',
      'offered',
      'reservation.accepted',
      'queue.left',
      'reservation.talk-ended',
      'reservation.completed',
    ]);
    expect(told).toMatchObject({ interactionId, related: [], over: true });
    const [, first, refused, waits, second] = told.moments;
    expect(first!.data).toMatchObject({ chosen: anna, strategy: 'longest-idle', fits: 1, position: 1, version: 7 });
    expect(first!.data['reservationId']).toEqual(expect.any(String));
    expect(outOf(first!)).toEqual({ status: [ben], 'not-signed-in': [1], 'no-skill': [1] });
    expect(refused!.data).toMatchObject({ agentId: anna, by: 'agent' });
    expect(outOf(waits!)).toEqual({ status: [anna, ben], 'not-signed-in': [1], 'no-skill': [1] });
    const [annaThen, benThen] = waits!.out!.find((o) => o.why === 'status')!.agents;
    expect(annaThen).toMatchObject({ status: 'away', statusSince: refused!.at, work: 'idle' });
    expect(benThen).toMatchObject({ status: 'break' });
    expect(benThen!.statusSince).toBeLessThan(first!.at);
    // That he came back is what led to the next moment.
    expect(waits!.changes).toEqual([]);
    expect(second!.data).toMatchObject({ chosen: ben });
  }, 30_000);

  it('tells of one who waits: who was busy since when, and whom they took', async () => {
    await be(anna, 'available');
    await be(ben, 'offline');
    const before = await arrive();
    const { body } = await telephony.hears('offer', { interactionId: before });
    await telephony.says(before, body['reservationId'], 'answered');
    const ahead = await arrive();
    const waiting = await arrive();
    const told = await explain(waiting);
    expect(told.over).toBe(false);
    const waits = told.moments.at(-1)!;
    expect(waits).toMatchObject({ what: 'waits', data: { position: 2, fits: 0 } });
    const [busy] = waits.out!.find((o) => o.why === 'no-capacity')!.agents;
    expect(busy).toMatchObject({ id: anna, work: 'talking' });
    await new Promise((r) => setTimeout(r, 20));
    await end(before);
    const next = await telephony.hears('offer', { interactionId: ahead });
    expect(next.body['agentId']).toBe(anna);
    const later = await explain(waiting);
    expect(later.moments).toHaveLength(told.moments.length);
    expect(later.moments.at(-1)!.changes).toEqual([
      { at: expect.any(Number), agentId: anna, work: 'idle' },
      { at: expect.any(Number), agentId: anna, work: 'reserved', took: ahead },
    ]);
    await end(waiting);
    await end(ahead);
  }, 30_000);

  it('tells of a callback from either end: the call that was given up for it, and the one that served it', async () => {
    await be(anna, 'break');
    await be(ben, 'offline');
    const call = await arrive({ customerId: randomUUID() });
    const taken = await telephony.bus.callUntilDone(c.takeCallback, { tenant, interactionId: call, at: Date.now() });
    expect(taken).toEqual({ ok: true });
    await be(anna, 'available');
    const { body } = await telephony.hears('call-out', { agentId: anna });
    const back = body['interactionId'] as string;
    const told = await explain(call);
    expect(told).toMatchObject({ interactionId: call, related: [back], over: false });
    expect(await explain(back)).toEqual({ ...told, interactionId: back, related: [call] });
    expect(told.moments.map((m) => [m.interactionId === call ? 'call' : 'back', m.what])).toEqual(
      expect.arrayContaining([
        ['call', 'waits'],
        ['call', 'ticket.kept'],
        ['call', 'ticket.queued'],
        ['back', 'waits'],
        ['back', 'offered'],
      ]),
    );
    const offered = told.moments.find((m) => m.what === 'offered')!;
    expect(offered.data).toMatchObject({ chosen: anna, kind: 'callback', ticketOf: call });
    for (const outcome of ['answered', 'customer-answered'] as const)
      await telephony.says(back, body['reservationId'], outcome);
    await end(back);
    const served = await explain(call);
    expect(served.over).toBe(true);
    expect(whats(served)).toContain('ticket.used');
  }, 30_000);

  it('tells the same weeks later: the customer erased, the memory and the set-up gone, from the facts alone', async () => {
    const interactionId = randomUUID();
    const found = await telephony.bus.callUntilDone(identify, {
      tenant,
      interactionId,
      kind: 'phone',
      value: '+48221234567',
      numberFrom: 'trunk',
      name: 'Kanarienvogel',
    });
    const call = await refusedCall({ customerId: found.customerId! });
    const before = await explain(call);
    expect(JSON.stringify(before)).not.toContain(found.customerId);
    const head = await token('head');
    const erased = await http(customers.url, 'DELETE', `customers/${found.customerId}`, { token: head });
    expect(erased).toMatchObject({ status: 204 });
    await routing.close();
    await ledger.query('delete from routing.record');
    await ledger.query('delete from routing.config');
    await startRouting();
    expect(await explain(call)).toEqual(before);
  }, 60_000);

  it('tells to whom it concerns, and says so where there is nothing to tell', async () => {
    const interactionId = await refusedCall();
    expect((await ask(interactionId, 'agent')).status).toBe(403);
    for (const role of ['head', 'quality', 'it'] as const) expect((await ask(interactionId, role)).status).toBe(200);
    expect((await ask('nonsense')).status).toBe(400);
    const unknown = { status: 404, body: expect.objectContaining({ code: 'ROUTING.NO_SUCH_INTERACTION' }) };
    expect(await ask(randomUUID())).toMatchObject(unknown);
    expect(await ask(interactionId, 'head', 'other')).toMatchObject(unknown);
    expect((await http(routing.url, 'GET', `routing/explain/${interactionId}`)).status).toBe(401);
  }, 30_000);
});
