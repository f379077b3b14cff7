import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Bus } from '#common/bus/bus.js';
import { ManualClock } from '#common/clock/clock.js';
import type { Config } from '../config.js';
import type { EdgeBus } from '../edge/edge.bus.js';
import { AttachedDesktops } from '../sessions/attached.js';
import { Beats } from './beats.js';
import type { Lost } from './lost.js';

const clock = new ManualClock();
let sent: string[];
let alive: number[];
let lost: string[];
let attached: AttachedDesktops;
let beats: Beats;
const site = { connected: true };
const place = { connected: true };

beforeEach(() => {
  sent = [];
  alive = [];
  lost = [];
  site.connected = true;
  place.connected = true;
  attached = new AttachedDesktops();
  const edge = {
    get connected() {
      return place.connected;
    },
    publish: (contract: { subject: string }) => sent.push(contract.subject),
  };
  const bus = {
    connection: site,
    publish: (_: unknown, body: { sessions: unknown[] }) => alive.push(body.sessions.length),
  };
  const config = { place: 'site', tenant: 'main', lostMs: 6000, beatMs: 2000 };
  beats = new Beats(bus as unknown as Bus, edge as unknown as EdgeBus, clock, config as unknown as Config, attached, {
    tell: async (d: { session: string }) => void lost.push(d.session),
  } as unknown as Lost);
  for (const session of ['s1', 's2'])
    attached.attach({ session, tenant: 'main', agentId: session, epoch: 1, gateway: 'g', seenAt: clock.now() });
});

const named = (...sessions: string[]) => beats.take({ gateway: 'g', place: 'site', sessions });

describe('who is alive', () => {
  it('a desktop that its gateway stops naming is lost after its time, the others are told to be alive', () => {
    for (let i = 0; i < 4; i++) {
      clock.advance(2000);
      named('s1');
      beats.turn();
    }
    expect(lost).toEqual(['s2']);
    expect(alive.at(-1)).toBe(1);
  });

  it('nobody is lost because the place’s bus was away, however long', () => {
    place.connected = false;
    clock.advance(60_000);
    beats.turn();
    expect(alive).toEqual([]);
    place.connected = true;
    beats.resync('edge-bus-back');
    beats.turn();
    expect(lost).toEqual([]);
    clock.advance(7000);
    beats.turn();
    expect(lost).toEqual(['s1', 's2']);
  });

  it('the site’s heartbeat stays out while the site’s bus is away', () => {
    site.connected = false;
    beats.turn();
    expect(sent).toEqual([]);
    site.connected = true;
    beats.turn();
    expect(sent).toEqual(['edge.heartbeat']);
  });

  it('gateways attach again when they name desktops that nobody here knows, but not at every beat', () => {
    clock.advance(10_000);
    named('s1', 's3');
    named('s1', 's3');
    expect(sent.filter((s) => s === 'edge.resync')).toHaveLength(1);
  });

  it('a gateway that says it is of another place is not heard', () => {
    clock.advance(7000);
    beats.take({ gateway: 'g', place: 'cloud-1', sessions: ['s1', 's2'] });
    beats.turn();
    expect(lost).toEqual(['s1', 's2']);
  });
});
