import { describe, expect, it } from '@jest/globals';
import type { Bus } from '#common/bus/bus.js';
import { ManualClock } from '#common/clock/clock.js';
import type { Config } from '../config.js';
import type { Journal } from '../segment/journal.js';
import { segmentWith } from '../segment/segment.builder.js';
import { Segments } from '../segment/segments.js';
import type { Keeper, TalkBegun } from './keeper.js';
import type { Nodes, RecordedNode } from './nodes.js';
import { Reconcile } from './reconcile.js';

const reservationId = '22222222-2222-7222-8222-222222222222';
const channels = ['1795.1', reservationId].map((Uniqueid) => ({
  Event: 'CoreShowChannel',
  Uniqueid,
  BridgeId: 'br-11111111-1111-5111-8111-111111111111',
}));

/** A keeper that cannot record: each segment is missing, told and forgotten at once, as with a full disk. */
function setUp() {
  const clock = new ManualClock(1_000);
  const ami = { list: async () => channels, onConnected: () => {} };
  const node = { id: 'a', ami } as unknown as RecordedNode;
  const segments = new Segments({ save: () => {}, end: () => {} } as unknown as Journal);
  const begun: string[] = [];
  const keeper = {
    remember: () => {},
    begin: async ({ channel, node: on }: TalkBegun) => {
      begun.push(channel);
      const segment = segmentWith({ channel, reservationId, node: on, state: 'missing', startedAt: clock.now() });
      segments.add(segment);
      segments.forget(segment);
    },
  } as unknown as Keeper;
  const nodes = { all: () => [node] } as unknown as Nodes;
  const bus = { connection: { connected: true } } as unknown as Bus;
  const reconcile = new Reconcile({ tenant: 'main' } as Config, nodes, segments, keeper, bus, clock);
  reconcile.onApplicationBootstrap();
  const look = async () => {
    clock.advance(3_000);
    await reconcile.look(node);
  };
  return { reconcile, look, begun, told: () => keeper.begin({ channel: '1795.1', node: 'a' } as TalkBegun) };
}

describe('a talk in Asterisk that cannot be recorded', () => {
  it.each([
    ['found there', async () => {}],
    ['told of by the bus', async (told: () => Promise<void>) => told()],
  ])('%s, is begun once and not at each look', async (_, before) => {
    const { reconcile, look, begun, told } = setUp();
    await before(told);
    for (let n = 0; n < 5; n++) await look();
    reconcile.beforeApplicationShutdown();
    expect(begun).toEqual(['1795.1']);
  });
});
