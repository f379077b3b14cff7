import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { AgentConfig, QueueConfig } from '#common/contracts/directory.js';
import { STRATEGIES } from '#common/contracts/words.js';
import { referenceMatch } from '../../../../test/builders/reference-match.js';
import { RoutingWorld, uuid } from '../../../../test/builders/routing.builder.js';
import { anAgent, aQueue } from '../../../../test/builders/setup.builder.js';
import { loadRows } from '../writer/rows.js';
import { apply } from './apply.js';
import { capacityOf, slotOf } from './capacity.js';
import { Turn } from './effects.js';
import { consider } from './fitting.js';
import type { Input } from './inputs.js';
import { match } from './match.js';
import { State } from './state.js';

const AGENTS = 5;
const CALLERS = 9;
const REQUIRES = ['sales', 'sales >= 5', 'sales and german', 'german or english >= 4', 'anyone', 'not german'];
const requirement = fc.constantFrom(...REQUIRES);
const ms = fc.constantFrom(0, 3000, 10_000, 30_000);
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const without = (o: object) => Object.fromEntries(Object.entries(o).filter(([, v]) => v !== undefined)) as never;

const queueRule = fc.record({
  requires: maybe(requirement),
  relax: maybe(fc.array(fc.record({ afterMs: ms, requires: requirement }), { maxLength: 2 })),
  teams: maybe(fc.constantFrom(['one'], ['two'], ['site'])),
  teamsMs: maybe(ms),
  strategy: maybe(fc.constantFrom(...STRATEGIES)),
  ageMs: maybe(ms),
  preferredMs: maybe(ms),
  reserve: maybe(fc.nat(2)),
  priority: fc.nat(2),
  wrapMs: fc.constantFrom(0, 4000),
});
const agentRule = fc.record({
  skills: fc.constantFrom({}, { sales: 3 }, { sales: 6, german: 1 }, { english: 5 }, { german: 8, english: 2 }),
  languages: fc.constantFrom(['en'], ['pl'], ['en', 'pl']) as fc.Arbitrary<AgentConfig['languages']>,
  team: fc.constantFrom('one', 'two'),
  capacity: maybe(fc.constantFrom({ chat: 1 }, { voice: 2, chat: 2 }, { email: 0 })),
  interrupts: maybe(fc.constantFrom({ voice: ['chat' as const] }, { email: ['voice' as const] })),
  queueOrder: maybe(fc.constantFrom(['q1'], ['q2', 'q1'])),
});
const setUp = fc.record({
  queues: fc.tuple(queueRule, queueRule),
  agents: fc.array(agentRule, { minLength: AGENTS, maxLength: AGENTS }),
});
type SetUp = typeof setUp extends fc.Arbitrary<infer T> ? T : never;

const agentNo = fc.integer({ min: 1, max: AGENTS });
const happening = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('arrive' as const),
      caller: fc.integer({ min: 1, max: CALLERS }),
      queueId: fc.constantFrom('q1', 'q2'),
      medium: fc.constantFrom('voice' as const, 'voice' as const, 'chat' as const, 'email' as const),
      language: fc.constantFrom('en' as const, 'pl' as const, undefined),
      direction: fc.constantFrom('inbound' as const, 'inbound' as const, 'outbound' as const),
      customer: maybe(fc.integer({ min: 1, max: 3 })),
      preferred: maybe(agentNo),
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('report' as const),
      nth: fc.nat(99),
      outcome: fc.constantFrom('answered' as const, 'answered' as const, 'no-answer' as const, 'ended' as const),
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('end' as const), nth: fc.nat(99) }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('status' as const), agent: agentNo, free: fc.boolean() }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('desk' as const), agent: agentNo, there: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('phone' as const), agent: agentNo, there: fc.boolean() }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('pass' as const), ms: fc.constantFrom(500, 3000, 12_000) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('set-up' as const), to: setUp }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('kill' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('undo' as const), caller: fc.integer({ min: 50, max: 60 }) }) },
);
type Happening = typeof happening extends fc.Arbitrary<infer T> ? T : never;

/** Every step is taken twice: by the matching, and by its plain meaning on a state of its own that has only what is durable. */
class TwoWorlds extends RoutingWorld {
  other = new State();
  #turns = 0;

  override step<T = any>(input: Input): T {
    // The builder's own first step, before there is anything to compare.
    if (!(#turns in this)) return super.step(input);
    const n = ++this.#turns;
    const turns = [0, 1].map(() => {
      let ids = 0;
      return new Turn(this.now, () => uuid('d', n * 100 + ++ids));
    }) as [Turn, Turn];
    const answer = apply(this.state, turns[0], input);
    match(this.state, turns[0]);
    if (!this.durable) return answer as T;
    apply(this.other, turns[1], input);
    referenceMatch(this.other, turns[1]);
    expect(contents(this.state)).toBe(contents(this.other));
    this.state.settle();
    this.other.settle();
    return answer as T;
  }

  /** All that is left is what the database holds. */
  kill(): void {
    const kept = rowsOf(this.state);
    const { config } = this.state;
    for (const key of ['state', 'other'] as const) {
      const again = new State();
      again.config = config;
      loadRows(again, JSON.parse(JSON.stringify(kept)));
      (this as Record<typeof key, State>)[key] = again;
    }
  }
}
const rowsOf = (s: State) =>
  (
    [
      ['agent', s.agents],
      ['interaction', s.interactions],
      ['reservation', s.reservations],
      ['ticket', s.tickets],
      ['acquaintance', s.acquaintances],
    ] as const
  ).flatMap(([kind, table]) => [...table.values()].map((body) => ({ kind, id: body.id, overAt: null, body }) as never));

function contents(s: State): string {
  const rows = [s.agents, s.interactions, s.reservations, s.acquaintances].flatMap((t) =>
    [...(t.values() as Iterable<object>)].map((row) => {
      const { told: _, ...rest } = row as { told?: unknown };
      return JSON.stringify(Object.entries(rest).sort(), null, 0);
    }),
  );
  return rows.sort().join('\n');
}

const queuesOf = ({ queues }: SetUp): QueueConfig[] =>
  queues.map((q, n) => aQueue(`q${n + 1}`, { skills: { sales: 1 }, ...(without(q) as Partial<QueueConfig>) }));
const agentsOf = ({ agents }: SetUp) => agents.map((a, n) => anAgent(uuid('a', n + 1), without(a)));

function happen(w: TwoWorlds, h: Happening): void {
  const pick = <T>(all: T[], n: number): T | undefined => all[n % Math.max(1, all.length)];
  w.now += 10;
  if (h.do === 'arrive') {
    const { caller, customer, preferred, language, queueId, medium, direction } = h;
    if (w.state.interactions.get(uuid('b', caller))) return;
    const known = { ...(customer ? { customerId: uuid('f', customer) } : {}), ...(language ? { language } : {}) };
    w.caller(caller, {
      queueId,
      medium,
      direction,
      ...known,
      ...(preferred ? { preferred: [uuid('a', preferred)] } : {}),
    });
  } else if (h.do === 'report') {
    const r = pick(w.state.activeReservations(), h.nth);
    if (r) w.report(r, h.outcome);
  } else if (h.do === 'end') {
    const i = pick(
      [...w.state.interactions.values()].filter((x) => x.stage !== 'ended'),
      h.nth,
    );
    if (i) w.hangsUp(i.id);
  } else if (h.do === 'status') w.status(uuid('a', h.agent), h.free ? 'available' : 'break');
  else if (h.do === 'desk') {
    const id = uuid('a', h.agent);
    const { epoch } = w.state.agents.get(id)!;
    if (h.there) w.attach(id, epoch + 1);
    else w.desktopLost(id, epoch);
  } else if (h.do === 'phone') w.phone(uuid('a', h.agent), h.there);
  else if (h.do === 'pass') w.passes(h.ms);
  else if (h.do === 'set-up') w.setUp(queuesOf(h.to), agentsOf(h.to));
  else if (h.do === 'kill') w.kill();
  else {
    // Time limits that fall into a batch that is undone are looked at again.
    w.now += 3000;
    w.durable = false;
    w.caller(h.caller, { queueId: 'q1' });
    w.step({ type: 'tick' });
    w.state.rollback();
    w.durable = true;
  }
  w.step({ type: 'tick' });
}

function invariants(w: TwoWorlds): void {
  const { state: s, now } = w;
  for (const a of s.agents.values()) {
    const setUp = s.config.agents.get(a.id)!;
    const counts = Object.groupBy(s.ofAgent(a.id), (r) => slotOf(r.medium));
    for (const [medium, all] of Object.entries(counts)) {
      const offered = all!.filter((r) => r.offeredAt === now);
      if (offered.length > 0 && all!.length > capacityOf(setUp, medium as 'voice'))
        throw new Error(`${a.id} has ${all!.length} of ${medium}`);
    }
  }
  for (const id of s.waiting) {
    const i = s.interactions.get(id)!;
    if ((i.restUntil ?? 0) > now) continue;
    for (const a of s.agents.values())
      if (consider(s, a.id, i, now).fits) throw new Error(`${id} waits beside ${a.id}`);
  }
}

describe('the matching, under any rules and whatever happens', () => {
  it('does what its plain meaning says: the same offers to the same agents, nobody waits beside one who fits', () => {
    fc.assert(
      fc.property(setUp, fc.array(happening, { minLength: 10, maxLength: 80 }), (rules, history) => {
        const w = new TwoWorlds(queuesOf(rules));
        w.setUp(queuesOf(rules), agentsOf(rules));
        for (let n = 1; n <= AGENTS; n++) {
          w.now += 1;
          w.attach(uuid('a', n));
          if (n % 3) w.status(uuid('a', n), 'available');
        }
        for (const h of history) {
          happen(w, h);
          invariants(w);
        }
        // Everybody hangs up, each interaction ends once, and no agent is left with anything.
        for (const i of [...w.state.interactions.values()]) if (i.stage !== 'ended') w.hangsUp(i.id);
        w.passes(5000);
        expect(w.state.activeReservations()).toEqual([]);
        expect(w.state.waiting.size).toBe(0);
      }),
      { numRuns: Number(process.env['SPILLWAY_HISTORIES'] ?? 100), endOnFailure: Boolean(process.env['NO_SHRINK']) },
    );
  });
});
