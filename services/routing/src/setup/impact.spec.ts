import { describe, expect, it } from '@jest/globals';
import { RoutingWorld, uuid } from '../../../../test/builders/routing.builder.js';
import { anAgent, aQueue } from '../../../../test/builders/setup.builder.js';
import { impactOf } from './impact.js';

const change = (also: Partial<Parameters<typeof impactOf>[1]>) => ({ queues: [], agents: [], ...also });
/** Two agents for sales, one of them signed in and on break; `n` callers wait. */
function world(n: number): RoutingWorld {
  const w = new RoutingWorld([aQueue('sales'), aQueue('support')]);
  w.agent(1, { skills: { sales: 5 } }, 'break');
  w.agent(2, { skills: { sales: 2, support: 3 } }, 'break');
  for (let i = 1; i <= n; i++) w.caller(i);
  return w;
}

describe('what a set-up would do to who waits now', () => {
  it('leaves callers without anyone who has the skill', () => {
    const [sales, ...others] = impactOf(
      world(14).state,
      change({ queues: [aQueue('sales', { requires: 'chinese' })] }),
    );
    expect(sales).toEqual({
      queueId: 'sales',
      waiting: 14,
      nobodyBefore: 0,
      nobodyAfter: 14,
      absentBefore: 0,
      absentAfter: 14,
      fittingBefore: 2,
      fittingAfter: 0,
    });
    expect(others).toEqual([]);
  });

  it('leaves them to somebody who is not signed in', () => {
    const w = world(3);
    w.status(uuid('a', 1), 'offline');
    const [sales] = impactOf(w.state, change({ queues: [aQueue('sales', { requires: 'sales >= 4' })] }));
    expect(sales).toMatchObject({ waiting: 3, nobodyAfter: 0, absentBefore: 0, absentAfter: 3 });
  });

  it('is nothing where requirements relax to somebody, and nobody is told of', () => {
    const requires = { requires: 'chinese', relax: [{ afterMs: 1000, requires: 'anyone' }] };
    expect(impactOf(world(0).state, change({ queues: [aQueue('sales', requires)] }))).toEqual([]);
    expect(impactOf(world(2).state, change({ queues: [aQueue('sales', requires)] }))).toMatchObject([
      { queueId: 'sales', waiting: 2, nobodyAfter: 0, absentAfter: 0 },
    ]);
  });

  it('counts what an agent’s other skills would do to each queue', () => {
    const changed = impactOf(world(1).state, change({ agents: [anAgent(uuid('a', 2), { skills: { support: 1 } })] }));
    expect(changed).toMatchObject([
      { queueId: 'sales', waiting: 1, fittingBefore: 2, fittingAfter: 1, absentAfter: 0 },
    ]);
  });

  it('changes nothing of the state itself', () => {
    const w = world(1);
    const before = w.state.config;
    impactOf(w.state, change({ queues: [aQueue('sales', { requires: 'chinese' })] }));
    expect(w.state.config).toBe(before);
    expect(w.state.changed).toBe(false);
  });
});
