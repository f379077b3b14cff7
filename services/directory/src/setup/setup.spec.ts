import { describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { Bus } from '#common/bus/bus.js';
import { configChanged, configGet, namesGet, sessionGet } from '#common/contracts/directory.js';
import { uuidv7 } from '#common/ids/ids.js';
import { http } from '../../../../test/boot.js';
import { useDirectory } from '../../../../test/directory/stage.js';
import { demoSetup } from '../demo/demo.data.js';
import { hashPassword } from '../passwords/passwords.js';

const stage = useDirectory();
const { admin, as, refresh, signIn } = stage;

describe('configuration', () => {
  const it_ = () => as('ivan');

  it('is the demonstration at first, with agents but without their names, and by name elsewhere', async () => {
    const c = await stage.bus.call(configGet, { tenant: 'main' });
    expect(c.queues.map((q) => q.id)).toEqual(['sales', 'support']);
    expect(c.entries).toEqual(demoSetup.entries);
    expect(c.agents).toHaveLength(7);
    expect(JSON.stringify(c)).not.toMatch(/Anna|Nowak|anna/);
    expect(c.agents.find((a) => a.phoneUri)?.phoneUri).toMatch(/^sip:robot00\d@127\.0\.0\.3:5080$/);
    const { names } = await stage.bus.call(namesGet, { tenant: 'main', agentIds: c.agents.map((a) => a.id) });
    expect(names.map((n) => n.name)).toContain('Anna Nowak');
    const page = await http(stage.url, 'GET', 'names', { token: await as('anna') });
    expect(page.body.queues).toEqual({ sales: 'Sales', support: 'Support' });
  });

  it('changes under a new version, all or nothing, told to everybody', async () => {
    const token = await it_();
    const routing = new Bus(stage.engines.connect('routing'));
    const heard = new Promise<{ version: number }>((h) => routing.subscribe(configChanged, h));
    await new Promise<void>((up) => routing.connection.onOpen(() => up()));
    await routing.connection.live().flush();
    const before = await stage.bus.call(configGet, { tenant: 'main' });
    const queue = { ...demoSetup.queues[0]!, ringMs: 9_000 };
    expect((await http(stage.url, 'PUT', 'queues/sales', { token, body: queue })).status).toBe(200);
    expect((await heard).version).toBe(before.version + 1);
    const after = await stage.bus.call(configGet, { tenant: 'main' });
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
    const before = await stage.bus.call(configGet, { tenant: 'main' });
    const answer = await http(stage.url, method, path, { token, body });
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(await stage.bus.call(configGet, { tenant: 'main' })).toEqual(before);
  });

  it.each(['anna', 'tess', 'hugo', 'quinn'])('is not %s’s to change', async (user) => {
    const answer = await http(stage.url, 'PUT', 'queues/sales', {
      token: await as(user),
      body: demoSetup.queues[0],
    });
    expect([answer.status, answer.body.code]).toEqual([403, 'AUTH.ROLE_MISSING']);
  });

  it('two changes at once both count', async () => {
    const token = await it_();
    const { version } = await stage.bus.call(configGet, { tenant: 'main' });
    const answers = await Promise.all(
      ['a', 'b', 'c', 'd'].map((id) => http(stage.url, 'POST', 'dispositions', { token, body: { id, name: id } })),
    );
    expect(answers.map((a) => a.status)).toEqual([201, 201, 201, 201]);
    expect((await stage.bus.call(configGet, { tenant: 'main' })).version).toBe(version + 4);
  });

  it('a disabled user is out: no sign-in, no desktop, no agent', async () => {
    const token = await it_();
    const { body: users } = await http(stage.url, 'GET', 'users', { token });
    const { id, ...ben } = users.items.find((u: { user: string }) => u.user === 'ben');
    const hers = (await signIn('ben')).body;
    const { session } = (await http(stage.url, 'POST', 'desk/sessions', { token: hers.accessToken })).body;
    expect((await http(stage.url, 'PUT', `users/${id}`, { token, body: { ...ben, disabled: true } })).status).toBe(200);
    expect((await signIn('ben')).body.code).toBe('DIRECTORY.SIGN_IN_REFUSED');
    expect((await refresh(hers.refreshToken)).status).toBe(401);
    expect(await stage.bus.call(sessionGet, { session })).toEqual({ found: false });
    expect((await stage.bus.call(configGet, { tenant: 'main' })).agents.some((a) => a.id === id)).toBe(false);
  });

  it('the last one of IT cannot lock the door behind her', async () => {
    const token = await it_();
    const { body: users } = await http(stage.url, 'GET', 'users', { token });
    const { id, ...ivan } = users.items.find((u: { user: string }) => u.user === 'ivan');
    const answer = await http(stage.url, 'PUT', `users/${id}`, { token, body: { ...ivan, roles: ['agent'] } });
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
    const theirs = await http(stage.url, 'POST', 'sessions', {
      body: { tenant: 'other', user: 'olga', password: 'twelve signs' },
    });
    expect(theirs.status).toBe(201);
    const token = theirs.body.accessToken;
    expect((await http(stage.url, 'GET', 'users', { token })).body.items.map((u: { user: string }) => u.user)).toEqual([
      'olga',
    ]);
    expect((await http(stage.url, 'GET', 'queues', { token })).body.items).toEqual([]);
    expect((await signIn('olga', 'twelve signs')).status).toBe(401);
    const client = new pg.Client(stage.engines.databaseUrl('directory'));
    await client.connect();
    try {
      for (const table of [
        'users',
        'config',
        'setup_item',
        'config_version',
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
