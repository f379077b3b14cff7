import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { RoutingWorld, uuid } from '../../../../test/builders/routing.builder.js';
import { aQueue } from '../../../../test/builders/setup.builder.js';
import { loadRows } from '../writer/rows.js';
import { consultFrom } from './consult.js';
import { consider } from './fitting.js';
import { inLine } from './line.js';
import { State } from './state.js';
import { RESERVATION_MOVES } from './transitions.js';

const AGENTS = 4;
const CALLERS = 6;
const nth = fc.nat(1000);
const agentNo = fc.integer({ min: 1, max: AGENTS });
const callerNo = fc.integer({ min: 1, max: CALLERS });
const OUTCOMES = [
  'answered',
  'rejected',
  'no-answer',
  'unreachable',
  'lost',
  'rejoined',
  'ended',
  'held',
  'retrieved',
  'customer-answered',
] as const;

/** Anything that may happen, in any order, also what makes no sense or comes twice. */
const happening = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('arrive' as const), caller: callerNo }) },
  {
    weight: 8,
    arbitrary: fc.record({ do: fc.constant('report' as const), nth, outcome: fc.constantFrom(...OUTCOMES) }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('end' as const), caller: callerNo, cut: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('desk' as const), agent: agentNo, there: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('phone' as const), agent: agentNo, there: fc.boolean() }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('status' as const), agent: agentNo, free: fc.boolean() }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('transfer' as const),
      nth,
      to: fc.constantFrom('agent', 'queue', 'number'),
      agent: agentNo,
      blind: fc.boolean(),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('verb' as const),
      nth,
      verb: fc.constantFrom(
        'reject',
        'hang-up',
        'consult-complete',
        'consult-cancel',
        'wrap-up-done',
        'wrap-up-extend',
      ),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('missing' as const), nth, leg: fc.boolean() }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('refused' as const),
      nth,
      verb: fc.constantFrom('offer', 'dial', 'call-out', 'release', 'hold', 'rejoin', 'requeue'),
      code: fc.constantFrom('CALL_GONE', 'LEG_GONE', 'UNREACHABLE', 'NODE_AWAY'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('again' as const), nth, agent: agentNo }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('take' as const), caller: callerNo }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('pass' as const), ms: fc.constantFrom(100, 2000, 20_000, 40_000) }),
  },
);
type Happening = typeof happening extends fc.Arbitrary<infer T> ? T : never;

/** Two lines that overflow into each other, outside and away. */
const queues = () => [
  aQueue('sales', {
    wrapMs: 5000,
    callback: { offer: true, key: '1', expiresMs: 90_000, attempts: 2, retryMs: 20_000, first: 'customer' },
    overflow: [
      { when: 'length', over: 3, to: { do: 'queue', queueId: 'support' } },
      { when: 'waited', over: 15_000, to: { do: 'message' } },
      { when: 'waited', over: 30_000, to: { do: 'number', number: '+48601' } },
      { when: 'nobody', over: 60_000, to: { do: 'hangup' } },
    ],
  }),
  aQueue('support', {
    skills: { sales: 4 },
    callback: { offer: true, key: '1', expiresMs: 90_000, attempts: 2, retryMs: 20_000, first: 'agent' },
    overflow: [{ when: 'nobody', over: 0, to: { do: 'queue', queueId: 'sales' } }],
  }),
];

let ids = 0;
function happen(w: RoutingWorld, h: Happening): void {
  const pick = <T>(all: T[], n: number): T | undefined => all[n % Math.max(1, all.length)];
  const reservations = [...w.state.reservations.values()];
  w.now += 10;
  if (h.do === 'arrive') {
    try {
      w.caller(h.caller, { customerId: uuid('f', h.caller), priority: h.caller % 2 });
    } catch (error) {
      expect((error as { code?: string }).code).toBe('ROUTING.INTERACTION_OVER');
    }
  } else if (h.do === 'report') {
    const r = pick(reservations, h.nth);
    if (r) w.report(r, h.outcome);
  } else if (h.do === 'end') w.hangsUp(uuid('b', h.caller), h.cut ? { cause: 'node-lost', keepTicket: true } : {});
  else if (h.do === 'desk') {
    const id = uuid('a', h.agent);
    const { epoch } = w.state.agents.get(id)!;
    if (h.there) w.attach(id, epoch + 1);
    else w.desktopLost(id, epoch);
  } else if (h.do === 'phone') w.phone(uuid('a', h.agent), h.there);
  else if (h.do === 'status') w.status(uuid('a', h.agent), h.free ? 'available' : 'break');
  else if (h.do === 'transfer') {
    const r = pick(
      reservations.filter((x) => x.agentId && x.state === 'accepted'),
      h.nth,
    );
    const to = {
      agent: { toAgentId: uuid('a', h.agent) },
      queue: { toQueueId: 'support' },
      number: { toNumber: '+48601' },
    };
    if (r)
      w.step({
        type: 'transfer',
        commandId: uuid('e', ++ids),
        deadline: w.now + 1000,
        agentId: r.agentId!,
        reservationId: r.id,
        mode: h.blind ? 'blind' : 'attended',
        ...to[h.to as 'agent'],
      });
  } else if (h.do === 'verb') {
    const r = pick(
      reservations.filter((x) => x.agentId),
      h.nth,
    );
    if (r) w.command(r.agentId!, h.verb, { reservation: r.id });
  } else if (h.do === 'refused') {
    const r = pick(reservations, h.nth);
    const subject = `telephony.${h.verb}`;
    if (r)
      w.step({
        type: 'command-refused',
        subject,
        interactionId: r.interactionId,
        reservationId: r.id,
        code: `TELEPHONY.${h.code}`,
      });
  } else if (h.do === 'missing') {
    const r = pick(reservations, h.nth);
    if (r && h.leg) w.step({ type: 'leg-missing', reservationId: r.id, seenAt: w.now });
    else if (r) w.step({ type: 'call-missing', interactionId: r.interactionId, seenAt: w.now });
  } else if (h.do === 'again') {
    const ticket = pick([...w.state.tickets.values()], h.nth);
    if (ticket)
      w.step({
        type: 'call-again',
        commandId: uuid('e', ++ids),
        deadline: w.now + 1,
        agentId: uuid('a', h.agent),
        ticketId: ticket.id,
      });
  } else if (h.do === 'take') {
    const id = uuid('b', h.caller);
    if (w.step({ type: 'take-callback', interactionId: id, at: w.now }).ok) w.hangsUp(id, { cause: 'callback' });
  } else if (h.do === 'pass') w.passes(h.ms);
}

function invariants(w: RoutingWorld): void {
  const { state: s } = w;
  for (const i of s.interactions.values()) {
    const active = s.ofInteraction(i.id);
    const withCaller = active.filter((r) => r.endedAt === null && r.kind !== 'consult');
    // Never two offers of one interaction, and none of one that waits or is over.
    if (withCaller.length > 1) throw new Error(`${withCaller.length} reservations have ${i.id}`);
    if (['waiting', 'closing'].includes(i.stage) && active.some((r) => r.state === 'pending'))
      throw new Error(`${i.stage} ${i.id} rings`);
    if (i.stage === 'ended' && active.some((r) => r.endedAt === null))
      throw new Error(`ended ${i.id} occupies somebody`);
    if (['ringing', 'transferring', 'calling'].includes(i.stage) && s.reservations.get(i.holder!)?.state !== 'pending')
      throw new Error(`${i.stage} ${i.id} without an offer`);
    if (i.stage === 'lost' && s.reservations.get(i.holder!)?.talk !== 'lost')
      throw new Error(`${i.id} lost without loss`);
    if (i.stage === 'talking' && !['talking', 'held', 'consulting'].includes(s.reservations.get(i.holder!)?.talk ?? ''))
      throw new Error(`${i.id} talks with nobody`);
  }
  for (const r of s.activeReservations())
    if ((r.talk === 'consulting') !== (consultFrom(s, r) !== undefined)) throw new Error(`${r.id} consults nobody`);
  for (const a of s.agents.values()) {
    const mine = s.ofAgent(a.id);
    // Capacity: one call, and what is known of her follows from it.
    if (mine.length > 1) throw new Error(`${a.id} has ${mine.length} reservations`);
    if ((a.workState === 'idle') !== (mine.length === 0))
      throw new Error(`${a.id} is ${a.workState} with ${mine.length}`);
    if (a.workState === 'idle' && a.statusAfterTalk !== null) throw new Error(`${a.id} was not given her status`);
    if (!a.attached && mine.some((r) => r.state === 'pending')) throw new Error(`${a.id} rings without a desktop`);
  }
  // Nobody waits while a fitting agent is free: the batch that made it possible made the offer.
  for (const id of s.waiting) {
    const i = s.interactions.get(id)!;
    if ((i.restUntil ?? 0) > w.now) continue;
    for (const a of s.agents.values())
      if (consider(s, a.id, i, w.now).fits) throw new Error(`${id} waits while ${a.id} is free`);
  }
}

/** What the ledger says of each reservation and agent: it must be what the state says. */
function ledgerAgrees(w: RoutingWorld): void {
  const states = new Map<string, string>();
  const work = new Map<string, string>();
  const ends = new Map<string, number>();
  const words: Record<string, string> = {
    created: 'pending',
    accepted: 'accepted',
    rejected: 'rejected',
    timeout: 'timeout',
    rescinded: 'rescinded',
    completed: 'completed',
  };
  for (const f of w.facts) {
    const [domain, event] = f.contract.type.split('.') as [string, string];
    if (domain === 'reservation' && words[event]) {
      const before = states.get(f.about);
      if (before && !(RESERVATION_MOVES as Record<string, readonly string[]>)[before]!.includes(words[event]!))
        throw new Error(`the ledger moves ${f.about} from ${before} to ${event}`);
      states.set(f.about, words[event]!);
    }
    if (f.contract.type === 'agent.work') work.set(f.about, String(f.data['workState']));
    if (f.contract.type === 'queue.left' || f.contract.type === 'queue.entered' || f.contract.type === 'queue.returned')
      ends.set(f.about, (ends.get(f.about) ?? 0) + (f.contract.type === 'queue.left' ? -1 : 1));
    const parsed = f.contract.data.safeParse(f.data);
    if (!parsed.success) throw new Error(`${f.contract.type}: ${parsed.error.message}`);
  }
  for (const r of w.state.reservations.values()) expect([r.id, states.get(r.id)]).toEqual([r.id, r.state]);
  for (const a of w.state.agents.values()) expect(work.get(a.id) ?? 'idle').toBe(a.workState);
  // In and out of line as often as she is in line now.
  for (const i of w.state.interactions.values()) {
    expect([i.id, ends.get(i.id) ?? 0]).toEqual([i.id, inLine(i) ? 1 : 0]);
  }
}

/** Everything that a state holds and derives, as text that can be compared. */
function contents(s: State): string {
  const tables = [s.agents, s.interactions, s.reservations, s.tickets, s.answered] as {
    values(): Iterable<{ id: string }>;
  }[];
  const rows = tables.flatMap((t) => [...t.values()].map((row) => JSON.stringify(Object.entries(row).sort())));
  return JSON.stringify([rows.sort(), [...s.waiting].sort(), [...s.active].sort()]);
}

describe('whatever happens in whatever order', () => {
  it('keeps one offer a caller, one call an agent, nobody waiting beside a free agent, and a ledger that agrees', () => {
    fc.assert(
      fc.property(fc.array(happening, { minLength: 5, maxLength: 120 }), (history) => {
        const w = new RoutingWorld(queues());
        for (let n = 1; n <= AGENTS; n++) w.agent(n, { skills: { sales: n + 2 } }, n % 2 ? 'available' : 'break');
        for (const h of history) {
          happen(w, h);
          invariants(w);
        }
        ledgerAgrees(w);
        // In the end everybody hangs up, and nothing is left.
        const hangUp = () => {
          for (const i of [...w.state.interactions.values()]) if (i.stage !== 'ended') w.hangsUp(i.id);
        };
        hangUp();
        // Nobody is there to call back those whose places are kept: they become too old.
        for (let n = 1; n <= AGENTS; n++) w.status(uuid('a', n), 'break');
        hangUp();
        w.passes(120_000);
        hangUp();
        w.passes(61_000);
        for (const x of w.state.tickets.values())
          if (x.auto) expect([x.id, ['used', 'given-up', 'expired'].includes(x.state)]).toEqual([x.id, true]);
        invariants(w);
        ledgerAgrees(w);
        expect(w.state.activeReservations()).toEqual([]);
        for (const a of w.state.agents.values()) expect(a.workState).toBe('idle');
      }),
      { numRuns: Number(process.env['SPILLWAY_HISTORIES'] ?? 300) },
    );
  });

  it('is the same after a kill at any moment, from what the database holds', () => {
    fc.assert(
      fc.property(fc.array(happening, { minLength: 5, maxLength: 60 }), (history) => {
        const w = new RoutingWorld(queues());
        for (let n = 1; n <= AGENTS; n++) w.agent(n);
        for (const h of history) {
          happen(w, h);
          const again = new State();
          loadRows(again, JSON.parse(JSON.stringify([...w.rows.values()])));
          expect(contents(again)).toBe(contents(w.state));
        }
      }),
      { numRuns: 50 },
    );
  });

  it('undoes a batch exactly', () => {
    fc.assert(
      fc.property(
        fc.array(happening, { minLength: 5, maxLength: 60 }),
        fc.array(happening, { maxLength: 20 }),
        (before, undone) => {
          const w = new RoutingWorld(queues());
          for (let n = 1; n <= AGENTS; n++) w.agent(n);
          for (const h of before) happen(w, h);
          const then = contents(w.state);
          w.durable = false;
          for (const h of undone) happen(w, h);
          w.state.rollback();
          expect(contents(w.state)).toBe(then);
        },
      ),
      { numRuns: 100 },
    );
  });
});
