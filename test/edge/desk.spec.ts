import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { exportJWK, SignJWT } from 'jose';
import { registry } from '#common/metrics/metrics.js';
import { AgentModule } from '../../services/agent/src/agent.module.js';
import { CrossingModule } from '../../services/crossing/src/crossing.module.js';
import { Init1763800000000 } from '../../services/crossing/src/migrations/1763800000000-init.js';
import { useEngines } from '../engines.js';
import { startHere } from '../start.here.js';
import { FakeSite, type Reservation } from './fake.site.js';
import { Page } from './page.js';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const ticketFor = (session: string, epoch: number, o: { place?: string; audience?: string; expires?: string } = {}) =>
  new SignJWT({ session, place: o.place ?? 'site', epoch })
    .setProtectedHeader({ alg: 'EdDSA', kid: 'k' })
    .setIssuer('spillway')
    .setAudience(o.audience ?? 'edge')
    .setExpirationTime(o.expires ?? '5m')
    .sign(privateKey);

const engines = useEngines();
let site: FakeSite;
let agent: NestFastifyApplication;
let crossing: NestFastifyApplication;
let port: number;
const pages: Page[] = [];

const startCrossing = async (instance = '0') =>
  (
    await startHere(
      'crossing',
      CrossingModule,
      {
        httpHost: '127.0.0.1',
        httpPort: 0,
        place: 'site',
        instance,
        tenant: 'main',
        databaseUrl: engines.databaseUrl('crossing'),
        databasePool: 3,
        natsUrl: engines.natsUrl,
        natsUser: 'crossing',
        natsPassword: engines.natsPassword('crossing'),
        edgeNatsUrl: engines.natsUrl,
        edgeNatsUser: 'crossing-edge',
        edgeNatsPassword: engines.edgeNatsPassword('crossing-edge'),
        beatMs: 300,
        lostMs: 1500,
        leaseMs: 1000,
      },
      [Init1763800000000],
    )
  ).app;
const startAgent = async () =>
  startHere('agent', AgentModule, {
    httpHost: '127.0.0.1',
    httpPort: 0,
    place: 'site',
    edgeNatsUrl: engines.natsUrl,
    edgeNatsUser: 'agent',
    edgeNatsPassword: engines.edgeNatsPassword('agent'),
    tokenPublicKeys: JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid: 'k', alg: 'EdDSA' }] }),
    origins: '',
    maxDesks: 100,
    maxFrameBytes: 4096,
    maxBufferedBytes: 65_536,
    beatMs: 400,
  });

const open = async (session: string, epoch = 1, o: { alive?: boolean; origin?: string } = {}) => {
  const page = await Page.open(port, await ticketFor(session, epoch), { session, epoch, ...o });
  pages.push(page);
  return page;
};
const reservation = (over: Partial<Reservation> = {}): Reservation => ({
  reservation: randomUUID(),
  interaction: randomUUID(),
  queue: 'sales',
  medium: 'voice',
  direction: 'inbound',
  kind: 'offer',
  state: 'pending',
  talk: 'none',
  offeredAt: Date.now(),
  expiresAt: Date.now() + 15_000,
  answeredAt: null,
  endedAt: null,
  wrapUntil: null,
  consultOf: null,
  ...over,
});
const until = async (what: string, holds: () => boolean, ms = 8000) => {
  const end = Date.now() + ms;
  while (!holds()) {
    if (Date.now() > end) throw new Error(`not within ${ms} ms: ${what}`);
    await new Promise((r) => setTimeout(r, 20));
  }
};

// Within a describe of their own, so that the services are closed before the engines are stopped.
describe('the edge of the site', () => {
  beforeAll(async () => {
    site = new FakeSite(engines);
    crossing = await startCrossing();
    ({ app: agent, port } = await startAgent());
    site.agent('warm');
    const page = await open('warm');
    // Once for the attach that waited for the crossing, once for the crossing's call to all.
    await until('both attaches', () => page.frames.filter((f) => f.t === 'snapshot').length >= 2);
    page.cut();
  }, 60_000);

  afterEach(() => {
    for (const page of pages.splice(0)) page.cut();
  });
  afterAll(async () => {
    await agent?.close();
    await crossing?.close();
  }, 30_000);

  describe('an agent’s desktop', () => {
    it('gets its snapshot, then changes in order, by tokens and never by ids', async () => {
      site.agent('s1');
      const r = reservation();
      const page = await open('s1');
      expect(await page.snapshot()).toMatchObject({ session: 's1', epoch: 1, n: 0, reservations: [] });
      site.change('s1', { reservation: r });
      site.change('s1', { reservation: { ...r, state: 'accepted', talk: 'talking', answeredAt: Date.now() } });
      const first = await page.delta(1);
      const second = await page.delta(2);
      expect(first.reservation?.interaction).toBe(second.reservation?.interaction);
      expect(first.reservation?.interaction).not.toBe(r.interaction);
      expect(first.reservation?.queue).not.toBe('sales');
      expect(JSON.stringify(page.frames)).not.toContain(r.interaction);
      expect(JSON.stringify(page.frames)).not.toContain('sales');
    });

    it('has its command done and answered', async () => {
      site.agent('s2');
      const page = await open('s2');
      await page.snapshot();
      const id = page.command('set-status');
      expect(await page.answer(id)).toEqual({ id, ok: true });
      expect(site.commands).toContain(id);
    });

    it('may send a command again: it is answered again and done once', async () => {
      site.agent('s3');
      const page = await open('s3');
      await page.snapshot();
      const id = page.command('set-status');
      await page.answer(id);
      page.frames.length = 0;
      page.command('set-status', { id });
      expect(await page.answer(id)).toEqual({ id, ok: true });
      expect(site.commands.filter((c) => c === id)).toHaveLength(1);
    });

    it('gets a new snapshot when a change was lost on the way', async () => {
      site.agent('s4');
      const page = await open('s4');
      await page.snapshot();
      site.change('s4', { gone: randomUUID() }, false);
      site.change('s4', { gone: randomUUID() });
      expect(await page.snapshot((s) => s.n === 2)).toMatchObject({ n: 2 });
    });

    it('hears that the site is alive', async () => {
      site.agent('s5');
      const page = await open('s5');
      const first = await page.next((f) => f.t === 'heartbeat');
      await page.next((f) => f.t === 'heartbeat' && f.n! > first.n!);
    });

    it('is lost at once when its page goes, and is not when another page of the session has come', async () => {
      site.agent('s6');
      const page = await open('s6');
      await page.snapshot();
      const epoch = site.newTicket('s6');
      const second = await open('s6', epoch);
      await second.snapshot();
      expect(await page.next((f) => f.t === 'bye')).toMatchObject({ code: 'EDGE.REPLACED' });
      await page.gone();
      const before = site.lost.length;
      second.close();
      await until('routing hears that she is lost', () => site.lost.length > before);
      expect(site.lost.filter((s) => s === 's6')).toHaveLength(1);
    });

    it('is lost when its page stays silent though the socket stands', async () => {
      site.agent('s7');
      const page = await open('s7', 1, { alive: false });
      await page.snapshot();
      await until('routing hears that she is lost', () => site.lost.includes('s7'));
      expect(await page.gone()).toBe(1006);
    });

    it('is attached again when routing starts anew', async () => {
      site.agent('s8');
      const page = await open('s8');
      await page.snapshot();
      site.change('s8', { gone: randomUUID() }, false);
      site.restart();
      expect(await page.snapshot((s) => s.n === 1)).toMatchObject({ n: 1 });
    });

    it('of a session that has ended is sent away', async () => {
      site.agent('s9');
      const page = await open('s9');
      await page.snapshot();
      site.end('s9');
      expect(await page.next((f) => f.t === 'bye', 9000)).toMatchObject({ code: 'EDGE.SESSION_ENDED' });
    }, 15_000);
  });

  describe('the door', () => {
    it('opens for a page of this host', async () => {
      site.agent('d1');
      await (await open('d1', 1, { origin: 'http://127.0.0.1:7400' })).snapshot();
    });
    it('refuses a page of another origin', async () => {
      await expect(open('d2', 1, { origin: 'https://evil.example' })).rejects.toThrow('403 EDGE.WRONG_ORIGIN');
    });
    it.each([
      ['a site credential', { audience: 'site' }, '401 AUTH.INVALID'],
      ['an expired ticket', { expires: '-1m' }, '401 AUTH.EXPIRED'],
      ['a ticket for another place', { place: 'cloud-1' }, '403 EDGE.WRONG_PLACE'],
    ])('refuses %s', async (_, o, expected) => {
      await expect(Page.open(port, await ticketFor('d3', 1, o), { session: 'd3', epoch: 1 })).rejects.toThrow(expected);
    });
    it('refuses an older ticket than one that was used', async () => {
      site.agent('d4', 2);
      await (await open('d4', 2)).snapshot();
      await expect(open('d4', 1)).rejects.toThrow('409 ROUTING.STALE_EPOCH');
    });
    it('lets a ticket in that directory has replaced, and the site sends it away', async () => {
      site.agent('d5', 7);
      const page = await open('d5', 6);
      expect(await page.next((f) => f.t === 'bye')).toMatchObject({ code: 'ROUTING.STALE_EPOCH' });
      expect(site.attaches.some((a) => a.session === 'd5')).toBe(false);
    });
    it('refuses everything that is not its path', async () => {
      await expect(
        Page.open(port, await ticketFor('d6', 1), { session: 'd6', epoch: 1, path: '/admin' }),
      ).rejects.toThrow('404 HTTP.NOT_FOUND');
    });
  });

  describe('a page that misbehaves', () => {
    it('is closed after three malformed messages, and others are not disturbed', async () => {
      site.agent('m1');
      site.agent('m2');
      const bad = await open('m1');
      const good = await open('m2');
      await Promise.all([bad.snapshot(), good.snapshot()]);
      bad.send('{');
      bad.send({ t: 'command', command: { verb: 'set-status', note: 'call me' } });
      bad.send({ t: 'admin' });
      expect(await bad.next((f) => f.t === 'bye')).toMatchObject({ code: 'EDGE.MALFORMED' });
      expect(await bad.gone()).toBe(1008);
      expect(await good.answer(good.command('set-status'))).toMatchObject({ ok: true });
    });
    it('is closed at once by an oversized message', async () => {
      site.agent('m3');
      const page = await open('m3');
      await page.snapshot();
      page.send('x'.repeat(100_000));
      expect(await page.gone()).toBe(1009);
    });
    it('is closed when it floods', async () => {
      site.agent('m4');
      const page = await open('m4');
      await page.snapshot();
      for (let i = 0; i < 500; i++) page.send({ t: 'snapshot?' });
      expect(await page.next((f) => f.t === 'bye')).toMatchObject({ code: 'EDGE.TOO_FAST' });
      expect(site.attaches.filter((a) => a.session === 'm4').length).toBeLessThan(70);
    });
    it('cannot command for another session or with another epoch', async () => {
      site.agent('m5');
      site.agent('m6');
      const page = await open('m5');
      await page.snapshot();
      expect(await page.answer(page.command('set-status', { session: 'm6' }))).toMatchObject({
        ok: false,
        code: 'EDGE.NOT_YOURS',
      });
      expect(await page.answer(page.command('set-status', { epoch: 9 }))).toMatchObject({
        ok: false,
        code: 'ROUTING.STALE_EPOCH',
      });
      expect(await page.answer(page.command('set-status', { deadline: Date.now() - 1 }))).toMatchObject({
        ok: false,
        code: 'EDGE.LATE',
      });
    });
  });

  describe('when a part goes', () => {
    it('a second crossing takes over: state is right, a command sent meanwhile is done once', async () => {
      site.agent('k1');
      const page = await open('k1');
      await page.snapshot();
      const standby = await startCrossing('1');
      await crossing.close();
      site.change('k1', { gone: randomUUID() }, false);
      const id = page.command('set-status');
      expect(await page.answer(id, 9000)).toEqual({ id, ok: true });
      expect(site.commands.filter((c) => c === id)).toHaveLength(1);
      await page.snapshot((s) => s.n === 1);
      site.change('k1', { gone: randomUUID() });
      await page.delta(2);
      crossing = standby;
    }, 20_000);

    it('the gateway goes: its pages are told, come back to another and find their state', async () => {
      site.agent('k2');
      const page = await open('k2');
      await page.snapshot();
      site.change('k2', { gone: randomUUID() });
      await page.delta(1);
      const next = await startAgent();
      const lostBefore = site.lost.filter((s) => s === 'k2').length;
      await agent.close();
      expect(await page.next((f) => f.t === 'bye')).toMatchObject({ code: 'EDGE.DRAINING' });
      ({ app: agent, port } = next);
      const back = await open('k2', site.newTicket('k2'));
      expect(await back.snapshot()).toMatchObject({ n: 1 });
      expect(site.lost.filter((s) => s === 'k2')).toHaveLength(lostBefore);
    }, 20_000);
  });

  describe('when NATS is away for a while', () => {
    it('pages stay, hear that the site is silent, and then have everything: no command lost or done twice', async () => {
      site.agent('n1');
      const page = await open('n1');
      await page.snapshot();
      await engines.nats.stop();
      const id = page.command('set-status', { deadline: Date.now() + 25_000 });
      const beats = page.frames.filter((f) => f.t === 'heartbeat').length;
      await new Promise((r) => setTimeout(r, 3000));
      expect(page.frames.filter((f) => f.t === 'heartbeat').length - beats).toBeLessThanOrEqual(1);
      expect(page.closed).toBeUndefined();
      await engines.nats.start();
      expect(await page.answer(id, 15_000)).toEqual({ id, ok: true });
      expect(site.commands.filter((c) => c === id)).toHaveLength(1);
      // Nobody was heard while the bus was away, which does not mean that anybody was lost.
      expect(site.lost).not.toContain('n1');
      page.frames.length = 0;
      site.change('n1', { gone: randomUUID() });
      await page.next(
        (f) => (f.t === 'delta' && f.delta!.n === 1) || (f.t === 'snapshot' && f.snapshot!.n === 1),
        8000,
      );
    }, 40_000);
  });

  it('counts what crossed by contract and class, and nothing but operational fields ever did', async () => {
    const text = await registry.getSingleMetricAsString('spillway_crossing_fields_total');
    expect(text).toMatch(/direction="out",contract="edge.gateway.delta.\*",class="operational"/);
    expect(text).not.toMatch(/class="(personal|payment|recording)"/);
  });
});
