import { describe, expect, it } from '@jest/globals';
import { RoutingWorld, uuid } from '../../../../test/builders/routing.builder.js';
import { anAgent, aQueue } from '../../../../test/builders/setup.builder.js';

const world = (rules: Parameters<typeof aQueue>[1] = {}, ...more: ReturnType<typeof aQueue>[]) =>
  new RoutingWorld([aQueue('sales', rules), ...more]);
const gets = (w: RoutingWorld, caller: string) => w.ringing(caller)?.agentId;
/** Who was asked answers, and the caller hangs up. */
function serve(w: RoutingWorld, caller: string, ms = 0): void {
  w.report(w.ringing(caller), 'answered');
  w.passes(ms);
  w.hangsUp(caller);
}

describe('order', () => {
  it('ages: who waits long enough goes before the higher priority', () => {
    const w = world({ ageMs: 10_000 });
    const old = w.caller(1);
    w.passes(35_000);
    const [urgent, moreUrgent] = [w.caller(2, { priority: 2 }), w.caller(3, { priority: 4 })];
    const served: string[] = [];
    w.agent(1);
    for (let n = 0; n < 3; n++) {
      const caller = w.state.ofAgent(uuid('a', 1))[0]!.interactionId;
      served.push(caller);
      serve(w, caller);
    }
    expect(served).toEqual([moreUrgent, old, urgent]);
  });
  it('follows a queue’s priority at once, also for those who wait already', () => {
    const both = { skills: {} };
    const w = world(both, aQueue('support', both));
    const [first, second] = [w.caller(1), w.caller(2, { queueId: 'support' })];
    w.setUp([aQueue('sales', both), aQueue('support', { ...both, priority: 3 })]);
    w.agent(1);
    expect(gets(w, second)).toBeDefined();
    expect(gets(w, first)).toBeUndefined();
  });
  it('an agent has her own order of queues; age still passes it', () => {
    const open = { skills: {}, ageMs: 10_000 };
    const w = world(open, aQueue('support', open));
    const first = w.caller(1);
    const hers = w.caller(2, { queueId: 'support' });
    w.agent(1, { queueOrder: ['support'] });
    expect(gets(w, hers)).toBe(uuid('a', 1));
    serve(w, hers);
    serve(w, first);
    w.status(uuid('a', 1), 'break');
    const old = w.caller(3);
    w.passes(25_000);
    const young = w.caller(4, { queueId: 'support' });
    w.status(uuid('a', 1), 'available');
    expect([gets(w, old), gets(w, young)]).toEqual([uuid('a', 1), undefined]);
  });
});

describe('of several who fit, the strategy takes', () => {
  const skilled = (n: number, sales: number) => ({ skills: { sales, other: 10 - n } });
  /** Anna (1) has been idle longest; Ben (2) served most; Cleo (3) is best; Dora (4) was asked longest ago. */
  function staff(strategy: NonNullable<ReturnType<typeof aQueue>['strategy']>): RoutingWorld {
    const w = new RoutingWorld([aQueue('sales', { strategy })]);
    for (const [n, level] of [
      [1, 2],
      [2, 3],
      [3, 9],
      [4, 1],
    ] as const)
      w.agent(n, skilled(n, level));
    const rows = { 1: [10, 50, 900, 90], 2: [20, 90, 100, 80], 3: [30, 10, 800, 70], 4: [40, 60, 700, 10] } as const;
    for (const [n, [idleSince, contacts, busyMs, askedAt]] of Object.entries(rows)) {
      const a = w.state.agents.get(uuid('a', Number(n)))!;
      w.state.agents.put({ ...a, idleSince, contacts, busyMs, askedAt, shiftAt: 0 });
    }
    w.state.settle();
    return w;
  }
  it.each([
    ['longest-idle', 1],
    ['least-occupied', 2],
    ['fewest-contacts', 3],
    ['round-robin', 4],
    ['linear', 1],
    ['best-skill', 3],
  ] as const)('%s: agent %i', (strategy, n) => {
    const w = staff(strategy);
    expect(gets(w, w.caller(1))).toBe(uuid('a', n));
  });
  it('random: by a lot that falls everywhere, and again the same', () => {
    const taken = (n: number) => {
      const w = staff('random');
      return gets(w, w.caller(n));
    };
    expect(new Set(Array.from({ length: 60 }, (_, n) => taken(n))).size).toBe(4);
    expect(taken(7)).toBe(taken(7));
  });
  it('another one while callers wait', () => {
    const w = staff('longest-idle');
    w.setUp([aQueue('sales', { strategy: 'best-skill' })]);
    expect(gets(w, w.caller(1))).toBe(uuid('a', 3));
  });
});

it('an agent whom the set-up gives a skill is looked at at once', () => {
  const w = world();
  const id = w.agent(1, { skills: {} });
  const caller = w.caller(1);
  expect(gets(w, caller)).toBeUndefined();
  w.setUp([aQueue('sales')], [anAgent(id)]);
  expect(gets(w, caller)).toBe(id);
});
