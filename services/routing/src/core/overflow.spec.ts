import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { OverflowRule } from '#common/contracts/directory.js';
import { OVERFLOW_CAUSES } from '#common/contracts/words.js';
import { RoutingWorld, uuid } from '../../../../test/builders/routing.builder.js';
import { aQueue } from '../../../../test/builders/setup.builder.js';

const toSupport: OverflowRule['to'] = { do: 'queue', queueId: 'support' };
const rule = (when: OverflowRule['when'], over: number, to: OverflowRule['to'] = toSupport): OverflowRule => ({
  when,
  over,
  to,
});
const world = (overflow: OverflowRule[], also: Parameters<typeof aQueue>[1] = {}) =>
  new RoutingWorld([aQueue('sales', { overflow, ...also }), aQueue('support', { priority: 2 })]);
const queueOf = (w: RoutingWorld, id: string) => w.state.interactions.get(id)?.queueId;

describe('a caller overflows into another line', () => {
  it('after the wait that the rule says, with the time of her arrival', () => {
    const w = world([rule('waited', 60_000)]);
    w.agent(1, { skills: { sales: 5 } }, 'break');
    const arrivedAt = w.now;
    const caller = w.caller(1);
    w.passes(59_000);
    expect(queueOf(w, caller)).toBe('sales');
    w.passes(2000);
    expect(w.state.interactions.get(caller)).toMatchObject({ queueId: 'support', arrivedAt, priority: 2 });
    expect(w.told('queue.overflowed')[0]?.data).toMatchObject({
      queueId: 'sales',
      to: 'queue',
      toQueueId: 'support',
      rule: 1,
      cause: 'waited',
      over: 60_000,
      arrivedAt,
    });
    expect(w.told().map((f) => f.contract.type)).toEqual(
      expect.arrayContaining(['queue.overflowed', 'queue.left', 'queue.entered']),
    );
  });

  it('and is served there before those who came later', () => {
    const w = world([rule('waited', 10_000)]);
    w.setUp([aQueue('sales', { overflow: [rule('waited', 10_000)] }), aQueue('support')]);
    const first = w.caller(1);
    w.passes(5000);
    const later = w.caller(2, { queueId: 'support' });
    w.passes(6000);
    const agent = w.agent(1, { skills: { support: 5 } });
    expect(w.ringing(first)?.agentId).toBe(agent);
    expect(w.ringing(first)?.queueId).toBe('support');
    expect(w.stage(later)).toBe('waiting');
  });

  it('in the batch of her arrival when the line is too long, and is offered there at once', () => {
    const w = world([rule('length', 2)]);
    const agent = w.agent(1, { skills: { support: 5 } });
    const callers = [1, 2, 3].map((n) => w.caller(n));
    expect(callers.map((id) => queueOf(w, id))).toEqual(['sales', 'sales', 'support']);
    expect(w.ringing(callers[2]!)?.agentId).toBe(agent);
    expect(w.told('queue.overflowed')[0]?.data).toMatchObject({ cause: 'length', measured: 3, over: 2 });
  });

  it('when nobody who could serve her is signed in, but not when she is only busy', () => {
    const w = world([rule('nobody', 0)]);
    const agent = w.agent(1, {}, 'break');
    const waits = w.caller(1);
    expect(queueOf(w, waits)).toBe('sales');
    w.status(agent, 'offline');
    w.passes(500);
    expect(queueOf(w, waits)).toBe('support');
  });

  it('when the line is closed', () => {
    const open = [{ days: [1, 2, 3, 4, 5, 6, 7], from: '08:00', to: '18:00' }];
    const w = world([rule('closed', 0)], { hours: { timeZone: 'Europe/Warsaw', open, holidays: [] } });
    w.now = Date.parse('2026-11-23T16:59:00Z');
    w.agent(1, {}, 'break');
    const caller = w.caller(1);
    expect(queueOf(w, caller)).toBe('sales');
    w.passes(61_000);
    expect(queueOf(w, caller)).toBe('support');
  });

  it('when the wait is estimated too long; a wait that nobody knows is not', () => {
    const w = world([rule('estimate', 60_000)]);
    w.agent(1, {}, 'break');
    const caller = w.caller(1);
    w.passes(120_000);
    expect(queueOf(w, caller)).toBe('sales');
    w.estimate = () => ({ p50: 61_000, p90: 200_000 });
    w.passes(250);
    expect(queueOf(w, caller)).toBe('support');
    expect(w.told('queue.overflowed')[0]?.data).toMatchObject({ cause: 'estimate', measured: 61_000 });
  });

  it('never when an agent is free for her in the same moment', () => {
    const w = world([rule('length', 0)]);
    w.agent(1);
    const caller = w.caller(1);
    expect([w.stage(caller), queueOf(w, caller)]).toEqual(['ringing', 'sales']);
  });

  it('by the first rule that holds and can be followed', () => {
    const w = world([rule('waited', 0, { do: 'queue', queueId: 'gone' }), rule('waited', 0)]);
    expect(queueOf(w, w.caller(1))).toBe('support');
    expect(w.told('queue.overflowed')[0]?.data['rule']).toBe(2);
  });
});

describe('a rule that concerns her call', () => {
  it('tells her something, once, and she waits on', () => {
    const w = world([rule('waited', 5000, { do: 'message', prompt: 'sorry' })]);
    const caller = w.caller(1);
    w.passes(20_000);
    expect(w.asked('treat').map((c) => c.body)).toEqual([
      expect.objectContaining({ interactionId: caller, to: 'message', cause: 'waited', prompt: 'sorry' }),
    ]);
    expect(w.stage(caller)).toBe('waiting');
  });

  it('offers her a callback', () => {
    const w = world([rule('length', 0, { do: 'callback' })]);
    w.caller(1);
    expect(w.asked('treat')[0]?.body).toMatchObject({ to: 'callback', cause: 'length' });
  });

  it('ends it: she is out of line, and telephony, when it did not hear, is told again', () => {
    const w = world([rule('nobody', 0, { do: 'hangup' })]);
    const caller = w.caller(1);
    expect(w.stage(caller)).toBe('closing');
    expect(w.told('queue.left')[0]?.data).toMatchObject({ reason: 'overflowed' });
    w.caller(1);
    expect(w.asked('treat').map((c) => c.body['to'])).toEqual(['hangup', 'hangup']);
    w.hangsUp(caller, { cause: 'not-served' });
    expect(w.stage(caller)).toBe('ended');
    expect(w.told('queue.left')).toHaveLength(1);
  });

  it('rings a number outside; unanswered, she is back at her place and it is not rung again', () => {
    const w = world([rule('waited', 1000, { do: 'number', number: '+48221112233' })]);
    const arrivedAt = w.now;
    const caller = w.caller(1);
    w.passes(1000);
    expect(w.asked('dial')[0]?.body).toMatchObject({ number: '+48221112233', kind: 'transfer' });
    w.report(w.ringing(caller), 'busy');
    expect(w.state.interactions.get(caller)).toMatchObject({ stage: 'waiting', arrivedAt, first: false });
    w.passes(10_000);
    expect(w.asked('dial')).toHaveLength(1);
    const agent = w.agent(1);
    expect(w.ringing(caller)?.agentId).toBe(agent);
  });

  it('rings a number outside that answers: she talks', () => {
    const w = world([rule('waited', 0, { do: 'number', number: '+48221112233' })]);
    const caller = w.caller(1);
    w.report(w.ringing(caller), 'answered');
    expect(w.stage(caller)).toBe('talking');
  });

  it('does not send away who lost her agent through no fault of hers', () => {
    const w = new RoutingWorld([aQueue('sales', { overflow: [rule('nobody', 0, { do: 'hangup' })], lostMs: 1000 })]);
    const { caller, agent, held } = w.inTalk(1, 1);
    w.report(held, 'lost');
    w.status(agent, 'offline');
    w.desktopLost(agent);
    w.passes(30_000);
    expect(w.stage(caller)).toBe('waiting');
  });
});

describe('rules in a circle, however they are written', () => {
  const QUEUES = ['a', 'b', 'c', 'd'];
  const to = fc.oneof(
    fc.record({ do: fc.constant('queue' as const), queueId: fc.constantFrom(...QUEUES) }),
    fc.constantFrom<OverflowRule['to']>(
      { do: 'message' },
      { do: 'callback' },
      { do: 'number', number: '+48221112233' },
    ),
  );
  const rules = fc.array(
    fc.record({ when: fc.constantFrom(...OVERFLOW_CAUSES), over: fc.integer({ min: 0, max: 3000 }), to }),
    { maxLength: 4 },
  );
  it('have each line see a caller once, at her place, and come to an end', () => {
    fc.assert(
      fc.property(fc.tuple(rules, rules, rules, rules), fc.integer({ min: 1, max: 4 }), (all, callers) => {
        const w = new RoutingWorld(QUEUES.map((id, n) => aQueue(id, { overflow: all[n]! })));
        const arrivals = new Map<string, number>();
        for (let n = 1; n <= callers; n++) arrivals.set(uuid('b', n), w.now + n - 1);
        for (let n = 1; n <= callers; n++) w.caller(n, { queueId: QUEUES[n % 4]! });
        w.passes(10_000);
        for (const i of w.state.interactions.values()) {
          expect(i.arrivedAt).toBe(arrivals.get(i.id));
          const entered = w
            .told('queue.entered')
            .filter((f) => f.interactionId === i.id)
            .map((f) => f.data['queueId']);
          expect(new Set(entered).size).toBe(entered.length);
        }
      }),
      { numRuns: 150 },
    );
  });
});
