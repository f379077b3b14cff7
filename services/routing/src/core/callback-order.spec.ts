import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { RoutingWorld, uuid } from '../../../../test/builders/routing.builder.js';
import { aQueue } from '../../../../test/builders/setup.builder.js';

const MINUTE = 60_000;
const callback = { offer: true, key: '1', expiresMs: 24 * 60 * MINUTE, attempts: 3, retryMs: 2 * MINUTE } as const;

interface Person {
  /** After the one before her, ms. */
  readonly gap: number;
  /** She presses the key after this long, should she still wait; null: never. */
  readonly key: number | null;
  readonly talk: number;
  /** How often she does not answer when she is called. */
  readonly misses: number;
  readonly agentMisses: boolean;
}
const ms = (most: number) => fc.integer({ min: 1, max: most });
const person = fc.record<Person>({
  gap: ms(90_000),
  key: fc.option(ms(10 * MINUTE), { freq: 2 }),
  talk: ms(4 * MINUTE),
  misses: fc.constant(0),
  agentMisses: fc.constant(false),
});

/** A day in which everybody is called in the end. Tells who was given an agent when, by the person's number. */
function day(people: readonly Person[], agents: number, first: 'agent' | 'customer', keys: boolean) {
  const w = new RoutingWorld([aQueue('sales', { callback: { ...callback, first } })]);
  const start = w.now;
  let at = start;
  const coming = people.map((p, n) => {
    at += p.gap;
    return { n: n + 1, ...p, arrives: at };
  });
  const frees = new Map<string, number>();
  const served: { n: number; at: number }[] = [];
  const missed = new Map<number, number>();
  const personOf = (interactionId: string): number => {
    const customer = w.state.interactions.get(interactionId)!.customerId!;
    return Number(customer.slice(-12));
  };
  for (let n = 1; n <= agents; n++) w.agent(n);
  const arrived = new Set<number>();
  const asked = new Set<number>();
  // Each second is looked at, so that both days are looked at in the same moments.
  for (w.now = start; served.length < people.length || frees.size > 0; w.now += 1000) {
    if (w.now > start + 48 * 60 * MINUTE) throw new Error('somebody was never served');
    for (const [id, until] of frees)
      if (w.now >= until) {
        frees.delete(id);
        w.hangsUp(id, { phase: 'talk' });
      }
    for (const p of coming)
      if (!arrived.has(p.n) && p.arrives <= w.now) {
        arrived.add(p.n);
        w.step({
          type: 'enqueue',
          interactionId: uuid('b', p.n),
          queueId: 'sales',
          medium: 'voice',
          direction: 'inbound',
          node: 'a',
          arrivedAt: p.arrives,
          priority: 0,
          customerId: uuid('f', p.n),
        });
      }
    for (const p of coming)
      if (keys && p.key !== null && p.arrives + p.key <= w.now && !asked.has(p.n)) {
        asked.add(p.n);
        const id = uuid('b', p.n);
        if (w.step({ type: 'take-callback', interactionId: id, at: w.now }).ok) w.hangsUp(id, { cause: 'callback' });
      }
    for (const r of w.state.activeReservations()) {
      if (r.state !== 'pending') continue;
      const n = personOf(r.interactionId);
      const p = people[n - 1]!;
      const misses = r.kind === 'callback' && (missed.get(n) ?? 0) < p.misses;
      if (first === 'agent' || r.kind === 'offer') w.report(r, 'answered');
      if (misses) {
        missed.set(n, (missed.get(n) ?? 0) + 1);
        w.hangsUp(r.interactionId, { phase: 'ringing', cause: 'not-served' });
        continue;
      }
      if (r.kind === 'callback') w.report(r, 'customer-answered');
      if (first === 'customer' && r.kind === 'callback') w.report(r, 'answered');
      served.push({ n, at: w.now });
      frees.set(r.interactionId, w.now + p.talk);
    }
    w.step({ type: 'tick' });
  }
  return { served, w };
}

const anyDay = fc.array(person, { minLength: 2, maxLength: 25 });
const staff = fc.integer({ min: 1, max: 3 });

describe('kept places among live callers', () => {
  it('are served exactly when the callers would have been: the same people, in the same moments', () => {
    fc.assert(
      fc.property(anyDay, staff, fc.constantFrom('agent' as const, 'customer' as const), (people, agents, first) => {
        // Of two who are served in one moment neither is before the other.
        const moments = (keys: boolean) =>
          day(people, agents, first, keys).served.sort((x, y) => x.at - y.at || x.n - y.n);
        expect(moments(true)).toEqual(moments(false));
      }),
      { numRuns: 60 },
    );
  });

  it('are served in the order of arrival, and nobody behind is before who can be reached', () => {
    const missing = person.chain((p) => fc.integer({ min: 0, max: 2 }).map((misses) => ({ ...p, misses })));
    fc.assert(
      fc.property(fc.array(missing, { minLength: 2, maxLength: 15 }), staff, (people, agents) => {
        const { w } = day(people, agents, 'agent', true);
        // Replayed by the ledger alone: who stood in line when somebody was given an agent?
        const inLine = new Map<string, number>();
        for (const { contract, data } of w.facts) {
          const id = String(data['interactionId']);
          if (contract.type === 'queue.entered' || contract.type === 'queue.returned')
            inLine.set(id, Number(data['arrivedAt']));
          if (contract.type === 'queue.left') inLine.delete(id);
          if (contract.type !== 'reservation.created') continue;
          const hers = inLine.get(id)!;
          inLine.delete(id);
          for (const [other, arrivedAt] of inLine)
            if (arrivedAt < hers) throw new Error(`${other} of ${arrivedAt} waits while ${id} of ${hers} is served`);
        }
      }),
      { numRuns: 60 },
    );
  });
});
