import { describe, expect, it } from '@jest/globals';
import type { Bridge, Channel } from '../ari/index.js';
import type { Call, Leg } from '../calls/call.js';
import { decide } from './decide.js';
import type { World } from './observe.js';

const ID = '11111111-2222-5333-8444-555555555555';
const R = '99999999-8888-4777-8666-555555555555';
const leg = (state: Leg['state'], more: Partial<Leg> = {}): Leg => ({
  reservationId: R,
  kind: 'offer',
  agentId: 'a',
  queueId: 'q',
  fromReservationId: null,
  channel: R,
  state,
  since: 1000,
  joins: 0,
  rejoining: false,
  talks: 1,
  talking: state === 'talk',
  ...more,
});
const call = (legs: Leg[] = [], more: Partial<Call> = {}): Call =>
  ({
    interactionId: ID,
    node: 'a',
    nodeBoot: 500,
    startedAt: 1000,
    channel: 'c.1',
    legs: Object.fromEntries(legs.map((l) => [l.reservationId, l])),
    ...more,
  }) as Call;
const channel = (id: string, state = 'Up', app_data = '', createdAt = 1000) =>
  ({
    id,
    state,
    dialplan: { app_name: app_data ? 'Stasis' : '', app_data },
    creationtime: new Date(createdAt).toISOString(),
  }) as Channel;
const world = (channels: Channel[], bridges: [string, string[]][] = [], bootedAt = 500): World => ({
  at: 10_000,
  bootedAt,
  channels: new Map(channels.map((c) => [c.id, c])),
  bridges: bridges.map(
    ([id, inside]) => ({ id, channels: inside, creationtime: new Date(1000).toISOString() }) as Bridge,
  ),
});
const acts = (w: World, calls: Call[]) => decide(w, calls, 'spillway', 3000).map((h) => h.do);

describe('what heals a node', () => {
  it.each<[string, World, Call[], string[]]>([
    [
      'nothing, when all is as we think',
      world([channel('c.1'), channel(R)], [[`br-${ID}`, ['c.1', R]]]),
      [call([leg('talk')])],
      [],
    ],
    ['the call ends whose caller is gone', world([]), [call()], ['end']],
    ['a call too young to be in the list stays', world([]), [call([], { startedAt: 9000 })], []],
    ['every call of an Asterisk that has restarted ends', world([channel('c.1')], [], 9000), [call()], ['end']],
    ['a leg that is gone', world([channel('c.1')]), [call([leg('talk')])], ['leg-gone']],
    ['a lost leg has no channel, and that is known', world([channel('c.1')]), [call([leg('lost')])], []],
    [
      'a leg that was answered while nobody listened',
      world([channel('c.1'), channel(R)]),
      [call([leg('ringing')])],
      ['leg-answered'],
    ],
    [
      'she whom we called has answered while nobody listened',
      world([channel('c.1')]),
      [call([leg('due', { kind: 'callback' })], { direction: 'outbound', phase: 'ringing' })],
      ['customer-up'],
    ],
    [
      'an agent who is rung only when she whom we call has answered has no channel yet',
      world([channel('c.1', 'Ringing')]),
      [call([leg('due', { kind: 'callback' })], { direction: 'outbound', phase: 'ringing' })],
      [],
    ],
    ['two who talk but are apart', world([channel('c.1'), channel(R)]), [call([leg('talk')])], ['join']],
    ['a caller nobody knows', world([channel('c.2', 'Ring', 'spillway,in,1000')]), [], ['arrived']],
    ['a leg nobody knows', world([channel(R), channel(`${R}.r2`)]), [], ['hang-up', 'hang-up']],
    ['a bridge nobody knows', world([], [[`br-${ID}`, []]]), [], ['drop-bridge']],
    [
      'what is not ours stays',
      world([channel('echo.1'), channel('x.1', 'Up', 'other,in,1')], [['theirs', []]]),
      [],
      [],
    ],
  ])('%s', (_, w, calls, expected) => {
    expect(acts(w, calls)).toEqual(expected);
  });
});
