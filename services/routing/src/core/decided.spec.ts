import { describe, expect, it } from '@jest/globals';
import type { DataOf } from '#common/contracts/contract.js';
import type { routingFacts } from '#common/contracts/routing.js';
import { RoutingWorld, uuid } from '../../../../test/builders/routing.builder.js';
import { aQueue } from '../../../../test/builders/setup.builder.js';
import { apply } from './apply.js';
import { Turn } from './effects.js';
import { MOST_NAMED, MOST_NAMED_IN_ALL } from './kept-out.js';
import { settle } from './settle.js';

type Decision = DataOf<typeof routingFacts.routingDecided>;
const decisions = (w: RoutingWorld, interactionId: string) =>
  w
    .told('routing.decided')
    .filter((f) => f.interactionId === interactionId)
    .map((f) => f.data as Decision);
const last = (w: RoutingWorld, id: string) => decisions(w, id).at(-1)!;
/** why → who, and how many more. */
const reasons = (w: RoutingWorld, id: string): Record<string, unknown> =>
  Object.fromEntries(last(w, id).out.map(({ why, agents, more }) => [why, more ? [...agents, more] : agents]));

describe('why an interaction is offered to whom', () => {
  it('the chosen one, by which rule, and the others by what kept them out', () => {
    const w = new RoutingWorld([aQueue('sales', { skills: { sales: 3 } })]);
    const anna = w.agent(1);
    const ben = w.agent(2);
    const paused = w.agent(3, {}, 'break');
    const deskless = w.agent(4);
    w.desktopLost(deskless);
    const unreachable = w.agent(5);
    w.phone(unreachable, false);
    w.agent(6, { skills: { sales: 2 } });
    w.agent(7, {}, 'offline');
    const caller = w.caller(1);
    expect(last(w, caller)).toMatchObject({
      chosen: anna,
      strategy: 'longest-idle',
      fits: 2,
      position: 1,
      first: false,
    });
    expect(reasons(w, caller)).toEqual({
      'not-first': [ben],
      status: [paused],
      'no-desktop': [deskless],
      'phone-unreachable': [unreachable],
      'not-signed-in': [1],
      'no-skill': [1],
    });
  });

  it('on entry, when nobody can be asked', () => {
    const w = new RoutingWorld();
    const { agent } = w.inTalk(1, 1);
    const caller = w.caller(2);
    expect(decisions(w, caller)).toMatchObject([{ chosen: null, fits: 0, position: 1 }]);
    expect(reasons(w, caller)).toEqual({ 'no-capacity': [agent] });
  });

  it('one agent, two callers in the same moment: the second is told who took her', () => {
    const w = new RoutingWorld();
    const { agent, caller, held } = w.inTalk(1, 1);
    const [first, second] = [w.caller(2), w.caller(3)];
    w.report(held, 'ended');
    w.hangsUp(caller);
    expect(w.ringing(first)?.agentId).toBe(agent);
    expect(last(w, first)).toMatchObject({ chosen: agent, fits: 1 });
    // She only goes on waiting: that she was not the one is to be seen in the other one's decision.
    expect(decisions(w, second)).toHaveLength(1);
    const ben = w.agent(2);
    const both = w.caller(4);
    expect(w.ringing(second)?.agentId).toBe(ben);
    expect(reasons(w, both)).toEqual({ 'no-capacity': [agent, ben] });
  });

  it('who came in the same moment and was behind: she who could have come took another', () => {
    const w = new RoutingWorld();
    const anna = w.agent(1);
    const turn = new Turn(w.now, () => uuid('d', 99));
    const voice = { medium: 'voice', direction: 'inbound', node: 'a', priority: 0 } as const;
    for (const n of [1, 2])
      apply(w.state, turn, { type: 'enqueue', interactionId: uuid('b', n), queueId: 'sales', arrivedAt: n, ...voice });
    settle(w.state, turn);
    const said = turn.facts.filter((f) => f.contract.type === 'routing.decided').map((f) => f.data as Decision);
    expect(said.map(({ interactionId, chosen, out }) => [interactionId, chosen, out])).toEqual([
      [uuid('b', 1), anna, []],
      [uuid('b', 2), null, [{ why: 'took-another', agents: [anna], more: 0 }]],
    ]);
  });

  it('refused: the refusal is followed by the next decision, of which she is kept out', () => {
    const w = new RoutingWorld();
    const anna = w.agent(1);
    const ben = w.agent(2);
    const caller = w.caller(1);
    w.command(anna, 'reject', { reservation: w.ringing(caller)!.id });
    expect(decisions(w, caller).map((d) => d.chosen)).toEqual([anna, ben]);
    expect(reasons(w, caller)).toEqual({ status: [anna] });
    w.report(w.ringing(caller), 'no-answer');
    expect(decisions(w, caller).map((d) => d.chosen)).toEqual([anna, ben, null]);
    expect(reasons(w, caller)).toEqual({ status: [anna, ben] });
  });

  it('nothing new while nothing happens to her, however long she waits and whatever the agents do', () => {
    const w = new RoutingWorld([aQueue('sales', { ageMs: 60_000 })]);
    w.inTalk(1, 1);
    const paused = w.agent(2, {}, 'break');
    const caller = w.caller(2);
    w.passes(300_000);
    // Who she is has become known, and it is looked for her again by another set-up: nothing of that is a reason.
    w.step({ type: 'identified', interactionId: caller, customerId: uuid('f', 1) });
    w.setUp([aQueue('sales', { ageMs: 60_000 })]);
    // A change that is no news of hers: the agent's own facts tell of it.
    w.status(paused, 'offline');
    w.setUp([aQueue('sales', { ageMs: 60_000 })]);
    w.caller(3);
    w.passes(300_000);
    expect(decisions(w, caller)).toHaveLength(1);
  });

  it('a requirement that is relaxed is a new answer, once', () => {
    const w = new RoutingWorld([
      aQueue('sales', { skills: { sales: 8 }, relax: [{ afterMs: 10_000, requires: 'sales >= 3' }] }),
    ]);
    const paused = w.agent(1, {}, 'break');
    const caller = w.caller(1);
    expect(reasons(w, caller)).toEqual({ 'no-skill': [1] });
    w.passes(60_000);
    expect(decisions(w, caller).map((d) => d.ring ?? 0)).toEqual([0, 1]);
    expect(reasons(w, caller)).toEqual({ status: [paused] });
    w.status(paused, 'available');
    expect(last(w, caller)).toMatchObject({ chosen: paused, ring: 1 });
  });

  it('language, team, preferred agent and reserve have their reasons', () => {
    const w = new RoutingWorld([aQueue('sales', { teams: ['one'], teamsMs: 5000, preferredMs: 20_000 })]);
    const english = w.agent(1);
    const polish = w.agent(2, { languages: ['pl'] }, 'break');
    const far = w.agent(3, { languages: ['pl'], team: 'two' });
    const caller = w.caller(1, { language: 'pl' });
    expect(reasons(w, caller)).toEqual({ language: [english], status: [polish], 'other-team': [far] });
    w.passes(6000);
    expect(last(w, caller)).toMatchObject({ chosen: far });

    const v = new RoutingWorld([aQueue('sales', { preferredMs: 20_000 })]);
    const { agent: owner } = v.inTalk(1, 1);
    const other = v.agent(2);
    const hers = v.caller(2, { customerId: uuid('f', 1), preferred: [owner] } as never);
    expect(reasons(v, hers)).toEqual({ 'no-capacity': [owner], 'waits-for-preferred': [other] });
    v.passes(21_000);
    expect(last(v, hers)).toMatchObject({ chosen: other });
  });

  it('nothing while the set-up of her queue is not known, as right after a start; then why', () => {
    const w = new RoutingWorld();
    const paused = w.agent(1, {}, 'break');
    const caller = w.caller(1);
    w.setUp([]);
    w.step({ type: 'identified', interactionId: caller, customerId: uuid('f', 1) });
    w.passes(1000);
    expect(decisions(w, caller)).toHaveLength(1);
    w.setUp([aQueue('sales')]);
    w.status(paused, 'available');
    expect(last(w, caller)).toMatchObject({ chosen: paused });
  });

  it('an agent kept free for inbound is kept from what we call ourselves', () => {
    const w = new RoutingWorld([aQueue('sales', { reserve: 1 })]);
    const anna = w.agent(1);
    const caller = w.caller(1, { direction: 'outbound' });
    expect(reasons(w, caller)).toEqual({ reserve: [anna] });
  });

  it('stays small whoever is signed in: the first are named, the others counted', () => {
    const w = new RoutingWorld();
    for (let n = 1; n <= 200; n++) w.agent(n, {}, n <= 90 ? 'break' : n <= 190 ? 'available' : 'meeting');
    for (let n = 1; n <= 40; n++) w.caller(n);
    const caller = w.caller(50);
    const { out } = last(w, caller);
    expect(out.map(({ why, agents, more }) => [why, agents.length, more])).toEqual([
      ['status', 0, 100],
      ['no-capacity', 40, 0],
      ['not-first', 40, 19],
    ]);
    expect(Math.max(...out.map((o) => o.agents.length))).toBeLessThanOrEqual(MOST_NAMED);
    expect(out.reduce((sum, o) => sum + o.agents.length, 0)).toBe(MOST_NAMED_IN_ALL);
    expect(JSON.stringify(last(w, caller)).length).toBeLessThan(4000);
  });
});
