import { spawn } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

const id = '01990000-0000-7000-8000-000000000001';
const at = Date.UTC(2026, 10, 23, 9, 31, 2);
const then = (/** @type {string} */ agent, /** @type {object} */ also) => ({
  id: agent,
  status: 'available',
  statusSince: at - 60_000,
  work: 'idle',
  workSince: at - 30_000,
  ...also,
});
const told = {
  interactionId: id,
  related: [],
  over: true,
  moments: [
    { id: 'f1', interactionId: id, at, what: 'queue.entered', data: { queueId: 'sales' } },
    {
      id: 'f2',
      interactionId: id,
      at,
      what: 'waits',
      data: { queueId: 'sales', position: 2, version: 7, fits: 0 },
      out: [
        { why: 'no-capacity', agents: [then('a1', { work: 'wrapping' })], more: 3 },
        { why: 'no-skill', agents: [], more: 40 },
      ],
      changes: [{ at: at + 5000, agentId: 'a1', work: 'reserved', took: 'another' }],
    },
    {
      id: 'f3',
      interactionId: id,
      at: at + 9000,
      what: 'offered',
      data: { queueId: 'sales', chosen: 'a2', strategy: 'longest-idle', fits: 2, position: 1, version: 7 },
      out: [{ why: 'status', agents: [then('a1', { status: 'break' })], more: 0 }],
    },
    {
      id: 'f4',
      interactionId: id,
      at: at + 12_000,
      what: 'reservation.rejected',
      data: { agentId: 'a2', by: 'agent' },
    },
  ],
};

describe('npx spillway routing explain', () => {
  const home = mkdtempSync(join(tmpdir(), 'spillway-cli-'));
  const asked = /** @type {string[]} */ ([]);
  const site = createServer((request, response) => {
    asked.push(`${request.method} ${request.url} ${request.headers.authorization ?? ''}`);
    const json = (/** @type {object} */ body, status = 200) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    if (request.url === '/api/v1/sessions') return json({ accessToken: 't' }, 201);
    if (request.url === '/api/v1/names')
      return json({
        agents: { a1: 'Anna', a2: 'Ben', a3: 'Carl' },
        queues: { sales: 'Sales' },
        dispositions: {},
        teams: {},
      });
    if (request.url === `/api/v1/routing/explain/${id}`) return json(told);
    return json({ code: 'ROUTING.NO_SUCH_INTERACTION', detail: 'Routing never had to do with this interaction.' }, 404);
  });
  /** @returns {Promise<{ code: number, out: string, err: string }>} */
  const run = (/** @type {string[]} */ ...words) =>
    new Promise((done) => {
      const env = { ...process.env, SPILLWAY_HOME: home, TZ: 'UTC', NO_COLOR: '1' };
      const child = spawn(process.execPath, ['deploy/cli/spillway.mjs', 'routing', 'explain', ...words], { env });
      let [out, err] = ['', ''];
      child.stdout.on('data', (part) => {
        out += part;
      });
      child.stderr.on('data', (part) => {
        err += part;
      });
      child.on('close', (code) => done({ code: code ?? -1, out, err }));
    });

  beforeAll(async () => {
    await new Promise((up) => site.listen(0, '127.0.0.1', () => up(undefined)));
    const { port } = /** @type {import('node:net').AddressInfo} */ (site.address());
    const signIn = [{ user: 'tess', password: 'secret', roles: ['team-lead'] }];
    const here = { ready: true, console: `http://127.0.0.1:${port}`, signIn, services: [], engines: [], numbers: [] };
    writeFileSync(join(home, 'run.json'), JSON.stringify({ ...here, pid: process.pid }));
  });
  afterAll(() => void site.close());

  it('says it in sentences, with the names of people and queues', async () => {
    const { code, out } = await run(id);
    expect(code).toBe(0);
    expect(out.split('\n').filter(Boolean)).toEqual([
      `Interaction ${id}, 23 November 2026`,
      '09:31:02  In line of Sales',
      '09:31:02  Nobody could be asked',
      '          place 2 in line',
      '          busy: Anna (in wrap-up since 09:30:32), and 3 more',
      '          skills do not suffice: 40 by set-up 7',
      '          meanwhile 09:31:07 Anna: phone rang (for another)',
      '09:31:11  Offered to Ben',
      '          free the longest of 2 who fitted; place 1 in line',
      '          not ready by own choice: Anna (break since 09:30:02)',
      '09:31:14  Ben refused',
    ]);
    expect(asked).toContain(`GET /api/v1/routing/explain/${id} Bearer t`);
  });

  it('gives scripts the facts and the names that are in them', async () => {
    const { code, out } = await run(id, '--json');
    expect([code, JSON.parse(out)]).toEqual([
      0,
      { ...told, names: { agents: { a1: 'Anna', a2: 'Ben' }, queues: { sales: 'Sales' } } },
    ]);
  });

  it.each([
    [[], 'Which interaction?'],
    [['nonsense'], '"nonsense" is not the id of an interaction'],
    [['01990000-0000-7000-8000-000000000002'], 'Routing never had to do with this interaction.'],
  ])('exit code 2 and a sentence for %j', async (words, sentence) => {
    const { code, out, err } = await run(...words);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(sentence);
  });
});
