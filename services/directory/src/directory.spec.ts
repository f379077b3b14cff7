import { mkdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createLocalJWKSet, decodeJwt, jwtVerify } from 'jose';
import pg from 'pg';
import { Bus } from '#common/bus/bus.js';
import { ManualClock } from '#common/clock/clock.js';
import { configChanged, configGet, namesGet, sessionEnded, sessionGet } from '#common/contracts/directory.js';
import { uuidv7 } from '#common/ids/ids.js';
import { type Booted, boot, http } from '../../../test/boot.js';
import { useEngines } from '../../../test/engines.js';
import { config } from './config.js';
import { demoSetup } from './demo/demo.data.js';
import type { DemoSignIn } from './demo/sign-ins.file.js';
import { DirectoryModule } from './directory.module.js';
import { makeSigningKeys } from './keys/signing-keys.js';
import { First1700000000001 } from './migrations/1700000000001-first.js';
import { Forgetting1700000000002 } from './migrations/1700000000002-forgetting.js';
import { hashPassword } from './passwords/passwords.js';
import { Sweep } from './sweep.js';

// Before the engines go: hooks run in the order they are written.
afterAll(() => directory?.close());
const engines = useEngines();
const clock = new ManualClock(Date.now());
let directory: Booted;
let bus: Bus;
let signIns: DemoSignIn[];
let start: () => Promise<Booted>;

beforeAll(async () => {
  const dir = join(engines.dir, 'directory');
  mkdirSync(dir);
  const keys = makeSigningKeys(dir);
  const file = join(dir, 'sign-ins.json');
  start = async () => {
    const booted = await boot(engines, {
      name: 'directory',
      module: DirectoryModule,
      config,
      migrations: [First1700000000001, Forgetting1700000000002],
      clock,
      env: {
        SPILLWAY_TOKEN_PRIVATE_KEY_FILE: keys.privateKeyFile,
        SPILLWAY_TOKEN_PUBLIC_KEYS_FILE: keys.publicKeysFile,
        SPILLWAY_GATEWAY_URL: 'ws://127.0.0.1:7401/desk',
        SPILLWAY_DEMO: 'true',
        SPILLWAY_DEMO_SIGN_INS_FILE: file,
        SPILLWAY_DEMO_AGENTS: '3',
        SPILLWAY_DEMO_PHONE: 'sip:{user}@127.0.0.3:5080',
      },
    });
    await until(async () => {
      signIns = JSON.parse(readFileSync(file, 'utf8'));
      return signIns.length === 11;
    });
    await until(async () => (await admin('select 1 from directory.users')).length >= 11);
    return booted;
  };
  directory = await start();
  bus = new Bus(engines.connect('crossing'));
  await new Promise<void>((up) => bus.connection.onOpen(() => up()));
  expect(statSync(file).mode & 0o777).toBe(0o600);
}, 60_000);

const until = async (there: () => Promise<boolean>) => {
  for (let tries = 0; ; tries++) {
    if (await there().catch(() => false)) return;
    if (tries === 200) throw new Error('did not happen within 10 s');
    await new Promise((r) => setTimeout(r, 50));
  }
};
const admin = async <R extends object>(sql: string, values: unknown[] = []): Promise<R[]> => {
  const client = new pg.Client(engines.adminUrl);
  await client.connect();
  try {
    return (await client.query(sql, values)).rows;
  } finally {
    await client.end();
  }
};
const passwordOf = (user: string) => signIns.find((s) => s.user === user)!.password;
const signIn = (user: string, password = passwordOf(user), from = '10.1.1.1') =>
  http(directory.url, 'POST', 'sessions', { body: { user, password }, headers: { 'x-forwarded-for': from } });
const as = async (user: string) => (await signIn(user)).body.accessToken as string;
const refresh = (refreshToken: string) => http(directory.url, 'POST', 'sessions/refresh', { body: { refreshToken } });

describe('sign-in', () => {
  it('answers with a token that anybody verifies offline: who, tenant, roles, session, ten minutes, for the site', async () => {
    const { status, body } = await signIn('anna');
    expect(status).toBe(201);
    expect(body.user).toMatchObject({ name: 'Anna Nowak', roles: ['agent'] });
    const jwks = JSON.parse(readFileSync(join(engines.dir, 'directory', 'token-keys.json'), 'utf8'));
    const { payload } = await jwtVerify(body.accessToken, createLocalJWKSet(jwks), {
      audience: 'site',
      issuer: 'spillway',
    });
    expect(payload).toMatchObject({ sub: body.user.id, tenant: 'main', roles: ['agent'], session: expect.any(String) });
    expect(payload.exp! - payload.iat!).toBe(600);
    expect(body.expiresAt).toBe(payload.exp! * 1000);
  });

  it.each([
    ['a wrong password', 'anna', 'wrong'],
    ['an unknown user', 'nobody', 'wrong'],
  ])('refuses %s in the same words', async (_, user, password) => {
    const { status, headers, body } = await signIn(user, password, '10.9.9.9');
    expect(status).toBe(401);
    expect(headers.get('content-type')).toContain('application/problem+json');
    expect(body.code).toBe('DIRECTORY.SIGN_IN_REFUSED');
    expect(JSON.stringify(body)).not.toContain(user);
  });

  it.each([
    ['not JSON', '{'],
    ['a number for a password', { user: 'anna', password: 1 }],
    ['an endless password', { user: 'anna', password: 'x'.repeat(257) }],
    ['something more', { user: 'anna', password: 'x', role: 'it' }],
    ['a NUL in the name', { user: 'an\u0000na', password: 'x' }],
    ['nothing', undefined],
  ])('refuses %s with 400', async (_, body) => {
    expect(
      (await http(directory.url, 'POST', 'sessions', { body, headers: { 'content-type': 'application/json' } })).status,
    ).toBe(400);
  });

  it('delays after five failures, by user, from wherever; a restart does not forget; time heals', async () => {
    for (let i = 0; i < 5; i++) expect((await signIn('ben', 'wrong', `10.2.2.${i}`)).status).toBe(401);
    const blocked = await signIn('ben', passwordOf('ben'), '10.2.3.1');
    expect([blocked.status, blocked.body.code, blocked.headers.get('retry-after')]).toEqual([
      429,
      'DIRECTORY.TOO_MANY_ATTEMPTS',
      '1',
    ]);
    await directory.close();
    directory = await start();
    expect((await signIn('ben')).status).toBe(429);
    clock.advance(1_001);
    expect((await signIn('ben')).status).toBe(201);
  }, 30_000);

  it('lets no more than the free guesses through when all come at once', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => signIn('carla', 'wrong', '10.3.3.3')));
    expect(answers.filter((a) => a.status === 401)).toHaveLength(5);
    clock.advance(60_000);
  });

  it('delays an address that guesses over many users', async () => {
    const guesses = [];
    for (let i = 0; i < 31; i++) guesses.push((await signIn(`guess${i}`, 'wrong', '10.4.4.4')).status);
    expect(guesses.indexOf(429)).toBe(30);
    expect((await signIn('anna', passwordOf('anna'), '10.4.4.5')).status).toBe(201);
  }, 30_000);
});

describe('refresh tokens', () => {
  it('turn with each use; an answer that was lost can be asked for again within seconds', async () => {
    const first = (await signIn('anna')).body;
    const second = await refresh(first.refreshToken);
    expect(second.status).toBe(200);
    expect(second.body.refreshToken).not.toBe(first.refreshToken);
    expect(decodeJwt(second.body.accessToken)['session']).toBe(decodeJwt(first.accessToken)['session']);
    expect((await refresh(first.refreshToken)).status).toBe(200);
  });

  it('used again later end the whole sign-in, the thief’s and the owner’s', async () => {
    const first = (await signIn('anna')).body;
    const second = (await refresh(first.refreshToken)).body;
    clock.advance(10_001);
    expect((await refresh(first.refreshToken)).body.code).toBe('DIRECTORY.REFRESH_REUSED');
    expect((await refresh(second.refreshToken)).body.code).toBe('DIRECTORY.REFRESH_REFUSED');
  });

  it('are kept as hashes, end with sign-out, and end by themselves', async () => {
    const mine = (await signIn('anna')).body;
    const rows = await admin<{ row: string }>('select r::text as row from directory.refresh_token r');
    expect(rows.some((r) => r.row.includes(mine.refreshToken.split('~')[1]))).toBe(false);
    expect((await http(directory.url, 'DELETE', 'sessions', { token: mine.accessToken })).status).toBe(204);
    expect((await refresh(mine.refreshToken)).status).toBe(401);
    const other = (await signIn('anna')).body;
    clock.advance(12 * 3_600_000);
    expect((await refresh(other.refreshToken)).status).toBe(401);
  });

  it('leave nothing behind that grows for ever, and nor do sign-ins and desktops', async () => {
    const mine = (await signIn('anna')).body;
    await http(directory.url, 'POST', 'desk/sessions', { token: mine.accessToken });
    const kept = (table: string) => admin<{ n: number }>(`select count(*)::int as n from directory.${table}`);
    clock.advance(12 * 3_600_000);
    await directory.app.get(Sweep).turn();
    expect(await kept('refresh_token')).toEqual([{ n: 0 }]);
    expect((await refresh(mine.refreshToken)).body.code).toBe('DIRECTORY.REFRESH_REFUSED');
    clock.advance(30 * 86_400_000);
    await directory.app.get(Sweep).turn();
    for (const table of ['sign_in', 'desk_session', 'desk_session_tenant'])
      expect(await kept(table)).toEqual([{ n: 0 }]);
  });

  it.each(['x', 'bWFpbg~x', '~', '\u0000', `${'A'.repeat(500)}`])('refuse nonsense (%j)', async (token) => {
    expect((await refresh(token)).body.code).toBe('DIRECTORY.REFRESH_REFUSED');
  });
});

describe('desktop sessions', () => {
  const open = (token: string) => http(directory.url, 'POST', 'desk/sessions', { token });
  const ask = (session: string) => bus.call(sessionGet, { session });

  it('give a ticket for the gateway that says nothing about the person', async () => {
    const { status, body } = await open(await as('anna'));
    expect(status).toBe(201);
    expect(body).toMatchObject({ place: 'site', gateway: 'ws://127.0.0.1:7401/desk' });
    const claims = decodeJwt(body.ticket);
    expect(Object.keys(claims).sort()).toEqual(['aud', 'epoch', 'exp', 'iat', 'iss', 'jti', 'place', 'session']);
    expect(claims).toMatchObject({ aud: 'edge', session: body.session, place: 'site', epoch: body.epoch });
    expect(body.ticketExpiresAt - clock.now()).toBeLessThanOrEqual(180_000);
  });

  it('are one for each agent: a reload finds it, the epoch grows, crossing learns whose it is', async () => {
    const token = await as('dmitri');
    const [first, again] = [(await open(token)).body, (await open(token)).body];
    expect(again).toMatchObject({ session: first.session, epoch: first.epoch + 1 });
    const renewed = (await http(directory.url, 'POST', `desk/sessions/${first.session}/ticket`, { token })).body;
    expect(renewed.epoch).toBe(first.epoch + 2);
    expect(await ask(first.session)).toEqual({
      found: true,
      tenant: 'main',
      agentId: decodeJwt(token).sub,
      epoch: renewed.epoch,
      place: 'site',
    });
  });

  it('go to the newest sign-in; the older window is told so', async () => {
    const [old, fresh] = [await as('dmitri'), await as('dmitri')];
    const { session } = (await open(old)).body;
    expect((await open(fresh)).body.session).toBe(session);
    const { status, body } = await http(directory.url, 'POST', `desk/sessions/${session}/ticket`, { token: old });
    expect([status, body.code]).toEqual([409, 'DIRECTORY.DESKTOP_ELSEWHERE']);
  });

  it('belong to their agent alone', async () => {
    const { session } = (await open(await as('dmitri'))).body;
    expect(
      (await http(directory.url, 'POST', `desk/sessions/${session}/ticket`, { token: await as('anna') })).status,
    ).toBe(404);
    expect((await open(await as('tess'))).body.code).toBe('AUTH.ROLE_MISSING');
  });

  it('end with the sign-in, and everybody hears of it', async () => {
    const routing = new Bus(engines.connect('routing'));
    const heard = new Promise<{ session: string }>((h) => routing.subscribe(sessionEnded, h));
    await new Promise<void>((up) => routing.connection.onOpen(() => up()));
    await routing.connection.live().flush();
    const token = await as('dmitri');
    const { session } = (await open(token)).body;
    await http(directory.url, 'DELETE', 'sessions', { token });
    expect(await heard).toEqual({ tenant: 'main', session, agentId: decodeJwt(token).sub });
    expect(await ask(session)).toEqual({ found: false });
    expect((await open(token)).body.code).toBe('DIRECTORY.SESSION_OVER');
  });

  it('end when nobody renewed the sign-in, with their fact on the ledger', async () => {
    const token = await as('dmitri');
    const { session } = (await open(token)).body;
    clock.advance(12 * 3_600_000 + 1);
    await directory.app.get(Sweep).turn();
    expect(await ask(session)).toEqual({ found: false });
    const facts = await admin<{ type: string }>('select type from directory.ledger where aggregate = $1 order by seq', [
      `session:${decodeJwt(token)['session']}`,
    ]);
    expect(facts.map((f) => f.type)).toEqual(['session.started', 'session.ended']);
  });

  it('are not guessed', async () => {
    expect(await ask('t.unknown'.replace('.', ''))).toEqual({ found: false });
  });
});

describe('configuration', () => {
  const it_ = () => as('ivan');

  it('is the demonstration at first, with agents but without their names, and by name elsewhere', async () => {
    const c = await bus.call(configGet, { tenant: 'main' });
    expect(c.queues.map((q) => q.id)).toEqual(['sales', 'support']);
    expect(c.entries).toEqual(demoSetup.entries);
    expect(c.agents).toHaveLength(7);
    expect(JSON.stringify(c)).not.toMatch(/Anna|Nowak|anna/);
    expect(c.agents.find((a) => a.phoneUri)?.phoneUri).toMatch(/^sip:robot00\d@127\.0\.0\.3:5080$/);
    const { names } = await bus.call(namesGet, { tenant: 'main', agentIds: c.agents.map((a) => a.id) });
    expect(names.map((n) => n.name)).toContain('Anna Nowak');
    const page = await http(directory.url, 'GET', 'names', { token: await as('anna') });
    expect(page.body.queues).toEqual({ sales: 'Sales', support: 'Support' });
  });

  it('changes under a new version, all or nothing, told to everybody', async () => {
    const token = await it_();
    const routing = new Bus(engines.connect('routing'));
    const heard = new Promise<{ version: number }>((h) => routing.subscribe(configChanged, h));
    await new Promise<void>((up) => routing.connection.onOpen(() => up()));
    await routing.connection.live().flush();
    const before = await bus.call(configGet, { tenant: 'main' });
    const queue = { ...demoSetup.queues[0]!, ringMs: 9_000 };
    expect((await http(directory.url, 'PUT', 'queues/sales', { token, body: queue })).status).toBe(200);
    expect((await heard).version).toBe(before.version + 1);
    const after = await bus.call(configGet, { tenant: 'main' });
    expect([after.version, after.queues[0]!.ringMs]).toEqual([before.version + 1, 9_000]);
  });

  it.each<[string, string, string, unknown, number, string]>([
    [
      'a flow that leads nowhere',
      'PUT',
      'flows/welcome',
      { id: 'welcome', start: 'a', steps: [{ id: 'a', do: 'queue', queueId: 'nobody' }] },
      422,
      'DIRECTORY.UNKNOWN_QUEUE',
    ],
    ['an entry to no flow', 'POST', 'entries', { number: '3000', flowId: 'none' }, 422, 'DIRECTORY.UNKNOWN_FLOW'],
    ['a flow that entries lead to, taken away', 'DELETE', 'flows/welcome', undefined, 422, 'DIRECTORY.UNKNOWN_FLOW'],
    ['a queue twice', 'POST', 'queues', demoSetup.queues[0], 409, 'DIRECTORY.ALREADY_THERE'],
    [
      'a change of what is not there',
      'PUT',
      'dispositions/none',
      { id: 'none', name: 'x' },
      404,
      'DIRECTORY.NOT_FOUND',
    ],
    [
      'another id than in the address',
      'PUT',
      'dispositions/solved',
      { id: 'order', name: 'x' },
      400,
      'DIRECTORY.ID_DIFFERS',
    ],
    ['a queue taken away', 'DELETE', 'queues/sales', undefined, 409, 'DIRECTORY.IN_HISTORY'],
    ['half a queue', 'PUT', 'queues/sales', { id: 'sales' }, 400, 'HTTP.BAD_INPUT'],
    [
      'a user in no team',
      'POST',
      'users',
      { user: 'x', name: 'X', roles: ['agent'], team: 'none', password: 'x'.repeat(12) },
      422,
      'DIRECTORY.UNKNOWN_TEAM',
    ],
    [
      'a user name that is taken',
      'POST',
      'users',
      { user: 'ANNA', name: 'X', roles: ['agent'], team: 'day', password: 'x'.repeat(12) },
      409,
      'DIRECTORY.USER_NAME_TAKEN',
    ],
    [
      'a short password',
      'POST',
      'users',
      { user: 'x', name: 'X', roles: ['agent'], team: 'day', password: 'short' },
      400,
      'HTTP.BAD_INPUT',
    ],
    [
      'a phone that is a command',
      'POST',
      'users',
      { user: 'x', name: 'X', roles: ['agent'], team: 'day', password: 'x'.repeat(12), phoneUri: 'sip:a@b\r\nX: y' },
      400,
      'HTTP.BAD_INPUT',
    ],
  ])('refuses %s and saves nothing', async (_, method, path, body, status, code) => {
    const token = await it_();
    const before = await bus.call(configGet, { tenant: 'main' });
    const answer = await http(directory.url, method, path, { token, body });
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(await bus.call(configGet, { tenant: 'main' })).toEqual(before);
  });

  it.each(['anna', 'tess', 'hugo', 'quinn'])('is not %s’s to change', async (user) => {
    const answer = await http(directory.url, 'PUT', 'queues/sales', {
      token: await as(user),
      body: demoSetup.queues[0],
    });
    expect([answer.status, answer.body.code]).toEqual([403, 'AUTH.ROLE_MISSING']);
  });

  it('two changes at once both count', async () => {
    const token = await it_();
    const { version } = await bus.call(configGet, { tenant: 'main' });
    const answers = await Promise.all(
      ['a', 'b', 'c', 'd'].map((id) => http(directory.url, 'POST', 'dispositions', { token, body: { id, name: id } })),
    );
    expect(answers.map((a) => a.status)).toEqual([201, 201, 201, 201]);
    expect((await bus.call(configGet, { tenant: 'main' })).version).toBe(version + 4);
  });

  it('a disabled user is out: no sign-in, no desktop, no agent', async () => {
    const token = await it_();
    const { body: users } = await http(directory.url, 'GET', 'users', { token });
    const { id, ...ben } = users.items.find((u: { user: string }) => u.user === 'ben');
    const hers = (await signIn('ben')).body;
    const { session } = (await http(directory.url, 'POST', 'desk/sessions', { token: hers.accessToken })).body;
    expect((await http(directory.url, 'PUT', `users/${id}`, { token, body: { ...ben, disabled: true } })).status).toBe(
      200,
    );
    expect((await signIn('ben')).body.code).toBe('DIRECTORY.SIGN_IN_REFUSED');
    expect((await refresh(hers.refreshToken)).status).toBe(401);
    expect(await bus.call(sessionGet, { session })).toEqual({ found: false });
    expect((await bus.call(configGet, { tenant: 'main' })).agents.some((a) => a.id === id)).toBe(false);
  });

  it('the last one of IT cannot lock the door behind her', async () => {
    const token = await it_();
    const { body: users } = await http(directory.url, 'GET', 'users', { token });
    const { id, ...ivan } = users.items.find((u: { user: string }) => u.user === 'ivan');
    const answer = await http(directory.url, 'PUT', `users/${id}`, { token, body: { ...ivan, roles: ['agent'] } });
    expect(answer.body.code).toBe('DIRECTORY.LAST_IT');
    expect((await signIn('ivan')).body.user.roles).toEqual(['it']);
  });
});

describe('tenants', () => {
  it('do not see each other’s rows, by the service’s own role', async () => {
    const other = uuidv7();
    const hash = await hashPassword('twelve signs');
    await admin(
      `insert into directory.users (tenant, id, user_name, display_name, roles, team, password) values ('other', $1, 'olga', 'Olga', '{it}', 'day', $2)`,
      [other, hash],
    );
    const theirs = await http(directory.url, 'POST', 'sessions', {
      body: { tenant: 'other', user: 'olga', password: 'twelve signs' },
    });
    expect(theirs.status).toBe(201);
    const token = theirs.body.accessToken;
    expect(
      (await http(directory.url, 'GET', 'users', { token })).body.items.map((u: { user: string }) => u.user),
    ).toEqual(['olga']);
    expect((await http(directory.url, 'GET', 'queues', { token })).body.items).toEqual([]);
    expect((await signIn('olga', 'twelve signs')).status).toBe(401);
    const client = new pg.Client(engines.databaseUrl('directory'));
    await client.connect();
    try {
      for (const table of [
        'users',
        'config',
        'setup_item',
        'sign_in_attempt',
        'sign_in',
        'refresh_token',
        'desk_session',
        'ledger',
      ]) {
        expect((await client.query(`select count(*)::int as n from directory.${table}`)).rows[0].n).toBe(0);
        await client.query(`set spillway.tenant = 'other'`);
        const { rows } = await client.query(`select distinct tenant from directory.${table}`);
        expect(rows.every((r) => r.tenant === 'other')).toBe(true);
        await client.query('reset spillway.tenant');
      }
      await client.query(`set spillway.tenant = 'other'`);
      await expect(client.query(`insert into directory.config values ('main', 9)`)).rejects.toThrow(
        /row-level security/,
      );
    } finally {
      await client.end();
    }
  });
});
