import { describe, expect, it } from '@jest/globals';
import { Bus } from '#common/bus/bus.js';
import { configAt, configGet } from '#common/contracts/directory.js';
import { http } from '../../../../test/boot.js';
import { useDirectory } from '../../../../test/directory/stage.js';
import { demoSetup } from '../demo/demo.data.js';

const stage = useDirectory();
const ask = async (method: string, path: string, body?: unknown, who = 'ivan', headers: Record<string, string> = {}) =>
  http(stage.url, method, `config${path}`, { token: await stage.as(who), body, headers });
const now = async () => (await ask('GET', '')).body;
const exported = async () => {
  const answer = await fetch(`${stage.url}/api/v1/config/export`, {
    headers: { authorization: `Bearer ${await stage.as('ivan')}` },
  });
  return { type: answer.headers.get('content-type'), text: await answer.text() };
};
const sales = demoSetup.queues[0]!;
const queue = (change: object) => ({ put: { queues: [{ ...sales, ...change }] } });

describe('the configuration as a whole', () => {
  it('is there for IT and the head, with its version and nothing wrong', async () => {
    for (const who of ['ivan', 'hugo']) {
      const { status, body, headers } = await ask('GET', '', undefined, who);
      expect([status, body.problems, headers.get('etag')]).toEqual([200, [], `"${body.version}"`]);
      expect(body.setup.agents).toHaveLength(7);
      expect(JSON.stringify(body)).not.toMatch(/phoneUri|Anna/);
    }
  });

  it('was made by the installation in its first version', async () => {
    const { body } = await ask('GET', '/versions');
    expect(body.items.at(-1)).toMatchObject({ how: 'first', by: null });
  });

  it('changes many things as one version, with who, when and why', async () => {
    const { version } = await now();
    const at = stage.clock.now();
    const draft = { put: { queues: [{ ...sales, ringMs: 9000 }], dispositions: [{ id: 'later', name: 'Later' }] } };
    const made = await ask('POST', '/changes', { ...draft, comment: 'shorter rings' }, 'ivan', {
      'if-match': `"${version}"`,
    });
    expect([made.status, made.body.version]).toEqual([200, version + 1]);
    const { body } = await ask('GET', '/versions?limit=1');
    expect(body).toMatchObject({
      current: version + 1,
      items: [{ version: version + 1, byName: 'Ivan Petrov', comment: 'shorter rings', how: 'change', changed: 2, at }],
    });
    const diff = await ask('GET', `/diff?from=${version}&to=${version + 1}`);
    expect(diff.body.changes.map((c: { part: string; fields: unknown }) => [c.part, c.fields])).toEqual([
      ['dispositions', []],
      ['queues', [{ path: '/ringMs', before: 15_000, after: 9000 }]],
    ]);
  });

  it('goes back by one click to what it was, as a version of its own', async () => {
    const before = await now();
    await ask('POST', '/changes', { ...queue({ ringMs: 1234 }), remove: { entries: ['2000'] } });
    const back = await ask('POST', `/versions/${before.version}/return`, { comment: 'too short' });
    expect(back.body).toMatchObject({ version: before.version + 2, left: [] });
    expect((await now()).setup).toEqual(before.setup);
    const { body } = await ask('GET', '/versions?limit=1');
    expect(body.items[0]).toMatchObject({ how: 'return', returnTo: before.version, comment: 'too short' });
  });

  it('is known as it was, also after it went back, and on the bus', async () => {
    const before = await now();
    await ask('POST', '/changes', queue({ wrapMs: 1 }));
    const { body } = await ask('GET', `/versions/${before.version}`);
    expect(body.setup).toEqual(before.setup);
    const old = await stage.bus.call(configAt, { tenant: 'main', version: before.version });
    expect([old.found, old.queues[0]!.wrapMs]).toEqual([true, before.setup.queues[0].wrapMs]);
    expect((await stage.bus.call(configAt, { tenant: 'main', version: 9999 })).found).toBe(false);
    expect((await ask('GET', '/versions/9999')).body.code).toBe('DIRECTORY.VERSION_UNKNOWN');
    await ask('POST', `/versions/${before.version}/return`, {});
  });

  it('holds what a person’s change did as well, and leaves her alone when it goes back', async () => {
    const { version } = await now();
    const token = await stage.as('ivan');
    const { items } = (await http(stage.url, 'GET', 'users', { token })).body;
    const { id, ...carla } = items.find((u: { user: string }) => u.user === 'carla');
    await http(stage.url, 'PUT', `users/${id}`, { token, body: { ...carla, disabled: true } });
    const back = await ask('POST', `/versions/${version}/return`, {});
    expect(back.body.left).toEqual([{ part: 'agents', id, why: 'no-agent-now' }]);
    await http(stage.url, 'PUT', `users/${id}`, { token, body: carla });
    expect((await ask('GET', '/versions?limit=1')).body.items[0].how).toBe('people');
  });

  it('changes how an agent works, for routing too', async () => {
    const { setup } = await now();
    const [agent] = setup.agents;
    const work = {
      ...agent,
      skills: { sales: 2, support: 1 },
      capacity: { voice: 1, chat: 2 },
      queueOrder: ['support'],
    };
    expect((await ask('POST', '/changes', { put: { agents: [work] } })).status).toBe(200);
    const told = (await stage.bus.call(configGet, { tenant: 'main' })).agents.find((a) => a.id === agent.id)!;
    expect(told).toMatchObject({
      skills: { sales: 2, support: 1 },
      capacity: { voice: 1, chat: 2 },
      queueOrder: ['support'],
    });
  });
});

describe('two who change at once', () => {
  it('the second is told, and nothing of hers is saved', async () => {
    const { version } = await now();
    const from = { 'if-match': `"${version}"` };
    const all = await Promise.all(
      [3000, 4000, 5000].map((ringMs) => ask('POST', '/changes', queue({ ringMs }), 'ivan', from)),
    );
    expect(all.map((a) => a.status).sort()).toEqual([200, 412, 412]);
    const { code, hint } = all.find((a) => a.status === 412)!.body;
    expect([code, hint]).toEqual([
      'DIRECTORY.CHANGED_MEANWHILE',
      expect.stringContaining(`from=${version}&to=${version + 1}`),
    ]);
    expect((await now()).version).toBe(version + 1);
    const one = await http(stage.url, 'PUT', 'queues/sales', {
      token: await stage.as('ivan'),
      body: sales,
      headers: from,
    });
    expect(one.body.code).toBe('DIRECTORY.CHANGED_MEANWHILE');
    expect((await ask('POST', '/changes', queue({}), 'ivan', { 'if-match': 'now' })).body.code).toBe(
      'DIRECTORY.BAD_VERSION',
    );
  });
});

describe('what is refused saves nothing', () => {
  it.each<[string, object, string, string]>([
    ['an expression that cannot be read', queue({ requires: 'sales >' }), 'BAD_EXPRESSION', '/queues/sales/requires'],
    [
      'a circle of overflows',
      queue({ overflow: [{ when: 'waited', over: 1, to: { do: 'queue', queueId: 'sales' } }] }),
      'OVERFLOW_CYCLE',
      '/queues/sales/overflow',
    ],
    ['a queue nobody can serve', queue({ requires: 'chinese' }), 'NOBODY_CAN_SERVE', '/queues/sales/requires'],
    ['a queue taken away', { remove: { queues: ['sales'] } }, 'IN_HISTORY', '/queues/sales'],
    [
      'one good and one bad',
      { put: { teams: [{ id: 'x', name: 'X' }], entries: [{ number: '1', flowId: 'no' }] } },
      'UNKNOWN_FLOW',
      '/entries/1/flowId',
    ],
  ])('%s', async (_, draft, code, path) => {
    const before = await now();
    const { status, body } = await ask('POST', '/changes', draft);
    expect([status, body.code, body.problems[0].path]).toEqual([422, `DIRECTORY.${code}`, path]);
    expect(body.problems[0].detail).toMatch(/\.$/);
    expect(await now()).toEqual(before);
  });

  it.each(['anna', 'tess', 'quinn', 'hugo'])('a change by %s', async (who) => {
    expect((await ask('POST', '/changes', queue({}), who)).body.code).toBe('AUTH.ROLE_MISSING');
  });
});

describe('a rehearsal', () => {
  it('says what would change and what would be refused, and changes nothing', async () => {
    const before = await now();
    const { body } = await ask('POST', '/check', queue({ requires: 'chinese', ringMs: 7000 }), 'hugo');
    expect(body.problems.map((p: { code: string }) => p.code)).toEqual(['DIRECTORY.NOBODY_CAN_SERVE']);
    expect(body.changes[0].fields.map((f: { path: string }) => f.path)).toEqual(
      expect.arrayContaining(['/requires', '/ringMs']),
    );
    expect(await now()).toEqual(before);
  });

  it('asks routing whom it would leave waiting', async () => {
    const routing = stage.engines.connect('routing');
    await new Promise<void>((up) => routing.onOpen(() => up()));
    const reply = {
      queues: [
        {
          queueId: 'sales',
          waiting: 14,
          nobodyBefore: 0,
          nobodyAfter: 14,
          absentBefore: 0,
          absentAfter: 14,
          fittingBefore: 3,
          fittingAfter: 0,
        },
      ],
    };
    const answered = routing.live().subscribe('routing.impact', {
      callback: (_, message) => {
        message.respond(JSON.stringify({ ok: reply }));
      },
    });
    await routing.live().flush();
    const { body } = await ask('POST', '/check', queue({ requires: 'sales > 9' }));
    expect(body.impact).toMatchObject({
      known: true,
      queues: reply.queues,
      sentences: expect.arrayContaining(['Sales: this leaves 14 waiting callers without anyone who has the skill.']),
    });
    answered.unsubscribe();
    await routing.live().flush();
  });

  it('says that nobody knows while routing does not answer', async () => {
    const { body } = await ask('POST', '/check', queue({ ringMs: 7000 }));
    expect(body.impact).toMatchObject({ known: false });
    expect(body.problems).toEqual([]);
  });
});

describe('as a document', () => {
  it('goes out, comes in as it is without a new version, and changed as one', async () => {
    const before = await now();
    const { type, text } = await exported();
    expect(type).toContain('application/yaml');
    expect((await ask('POST', '/import', { yaml: text })).body).toMatchObject({ version: before.version, changes: [] });
    expect((await now()).version).toBe(before.version);
    const changed = text.replace('name: Support', 'name: Help').replace(/\n {2}"2000": closed/, '');
    const check = await ask('POST', '/check', { yaml: changed });
    expect(check.body.changes.map((c: { part: string; id: string }) => `${c.part}/${c.id}`)).toEqual([
      'queues/support',
      'entries/2000',
    ]);
    const made = await ask('POST', '/import', { yaml: changed, comment: 'from the test site' });
    expect(made.body.version).toBe(before.version + 1);
    expect((await ask('GET', '/versions?limit=1')).body.items[0]).toMatchObject({ how: 'import', changed: 2 });
    await ask('POST', `/versions/${before.version}/return`, {});
  });

  it('says the line of what is wrong', async () => {
    const { text } = await exported();
    const yaml = text.replace('queueId: sales', 'queueId: nowhere');
    const { body } = await ask('POST', '/import', { yaml });
    const line = yaml.split('\n').findIndex((l) => l.includes('queueId: nowhere')) + 1;
    expect(body.problems[0]).toMatchObject({ code: 'DIRECTORY.UNKNOWN_QUEUE', line });
  });
});

describe('tenants', () => {
  it('do not see each other’s versions', async () => {
    const other = new Bus(stage.engines.connect('routing'));
    await new Promise<void>((up) => other.connection.onOpen(() => up()));
    expect((await other.call(configAt, { tenant: 'other', version: 1 })).found).toBe(false);
  });
});
