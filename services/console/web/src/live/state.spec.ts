import { describe, expect, it } from '@jest/globals';
import {
  applied,
  byGroup,
  groupOf,
  type LiveAgent,
  type LiveState,
  type LiveTicket,
  placesOf,
  waitingOf,
} from './state.js';

const agent = (change: Partial<LiveAgent> = {}): LiveAgent => ({
  id: 'a',
  status: 'available',
  reason: 'chosen',
  statusAfterTalk: null,
  workState: 'idle',
  since: 0,
  attached: true,
  reservation: null,
  ...change,
});
const queue = (id: string, waiting = 0) => ({ id, waiting, longestSince: null, available: 0 });
const state: LiveState = {
  at: 1,
  queues: [queue('q1'), queue('q2')],
  agents: [agent()],
  interactions: [],
  tickets: [],
};

describe('the live state', () => {
  it('takes changes in place, new ones at the end, gone ones away', () => {
    const after = applied(state, {
      at: 2,
      queues: [queue('q3'), queue('q1', 5)],
      gone: [{ kind: 'queues', id: 'q2' }],
    });
    expect(after.queues.map(({ id, waiting }) => [id, waiting])).toEqual([
      ['q1', 5],
      ['q3', 0],
    ]);
    expect(after.at).toBe(2);
    expect(after.agents).toEqual(state.agents);
  });
  it('lists who waits, the longest first', () => {
    const waits = (id: string, arrivedAt: number, inLine = true) => ({
      id,
      inLine,
      arrivedAt,
      stage: 'queue',
      queueId: 'q1',
      direction: 'inbound' as const,
      language: null,
      enteredAt: null,
      agentId: null,
    });
    const interactions = [waits('late', 9), waits('served', 1, false), waits('early', 2)];
    expect(waitingOf({ ...state, interactions }).map(({ id }) => id)).toEqual(['early', 'late']);
  });
  it.each([
    [agent(), 'free'],
    [agent({ workState: 'talking', status: 'break' }), 'talking'],
    [agent({ status: 'break' }), 'paused'],
    [agent({ status: 'not-responding' }), 'paused'],
    [agent({ attached: false }), 'offline'],
  ] as const)('an agent %j is %s', (one, group) => expect(groupOf(one)).toBe(group));
  it('puts those who work first, each group by time', () => {
    const order = [
      agent({ id: 'off', attached: false }),
      agent({ id: 'free2', since: 2 }),
      agent({ id: 'free1', since: 1 }),
      agent({ id: 'talk', workState: 'talking' }),
    ];
    expect(order.sort(byGroup).map(({ id }) => id)).toEqual(['talk', 'free1', 'free2', 'off']);
  });
});

describe('kept places', () => {
  const waits = (id: string, queueId: string, arrivedAt: number) =>
    ({ id, queueId, arrivedAt, inLine: true }) as LiveState['interactions'][number];
  const place = (id: string, arrivedAt: number, by: string | null): LiveTicket => ({
    id,
    queueId: 'q1',
    arrivedAt,
    state: by ? 'waiting' : 'resting',
    origin: 'key',
    byInteractionId: by,
    attempts: 0,
    dueAt: null,
  });

  it('stand where what is in line for them stands, among the callers of their queue', () => {
    const found = placesOf({
      ...state,
      interactions: [waits('i1', 'q1', 10), waits('i2', 'q2', 5), waits('i3', 'q1', 20)],
      tickets: [place('later', 20, 'i3'), place('resting', 1, null)],
    });
    expect(found.map((one) => [one.id, one.place])).toEqual([
      ['resting', null],
      ['later', 2],
    ]);
  });
});
