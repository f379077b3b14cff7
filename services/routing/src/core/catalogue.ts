import { compare, type SkillExpression } from '#common/skills/expression.js';
import { Bits } from './bits.js';
import type { RoutingConfig } from './config.js';
import { type QueueRules, queueRules, type Ring } from './rules.js';

type AgentSetUp = RoutingConfig['agents'] extends ReadonlyMap<string, infer A> ? A : never;

/** All agents whose skills meet one requirement, by their numbers; shared by all queues that ask the same. */
export interface Group {
  readonly members: Uint32Array;
  readonly has: (n: number) => boolean;
}
/** A queue made ready: who belongs to each of its rings. */
export interface Served {
  readonly id: string;
  readonly rules: QueueRules;
  readonly groups: readonly Group[];
}
/** A queue for more than this share of all agents is not noted with each of them. */
const MOST = 1 / 4;

/**
 * A set-up made ready for matching: agents have numbers in its order, and each requirement knows who meets it. Made anew with each
 * set-up, whole groups at a time, and never changed: who of a group is free is looked up elsewhere.
 */
export class Catalogue {
  readonly ids: readonly string[];
  readonly agents: readonly AgentSetUp[];
  /** Queues that keep agents free for inbound. */
  readonly reserving: readonly string[];
  readonly #queues = new Map<string, Served>();
  /** By agent: queues of hers; those for nearly everybody stand apart. */
  #ofAgent: Served[][] | undefined;
  readonly #wide: Served[] = [];
  readonly #numbers: ReadonlyMap<string, number>;
  readonly #groups = new Map<string, Group>();
  readonly #levels = new Map<string, Map<number, number>>();

  constructor(readonly config: RoutingConfig) {
    this.ids = [...config.agents.keys()];
    this.agents = [...config.agents.values()];
    this.#numbers = new Map(this.ids.map((id, n) => [id, n]));
    for (const [n, { skills }] of this.agents.entries())
      for (const [skill, level] of Object.entries(skills)) {
        const known = this.#levels.get(skill) ?? new Map<number, number>();
        this.#levels.set(skill, known.set(n, level));
      }
    this.reserving = [...config.queues.values()].filter((q) => queueRules(q).reserve > 0).map((q) => q.id);
  }

  numberOf = (agentId: string): number | undefined => this.#numbers.get(agentId);

  queue(id: string): Served | undefined {
    const before = this.#queues.get(id);
    const set = this.config.queues.get(id);
    if (before || !set) return before;
    const rules = queueRules(set);
    const served = { id, rules, groups: rules.rings.map((r) => this.group(r)) };
    this.#queues.set(id, served);
    return served;
  }

  /** Queues that have agent `n` in some ring. */
  queuesOf(n: number): readonly Served[] {
    this.#ofAgent ??= this.#note();
    const own = this.#ofAgent[n] ?? [];
    const wide = this.#wide.filter((q) => q.groups.some((g) => g.has(n)));
    return wide.length > 0 ? [...own, ...wide] : own;
  }

  #note(): Served[][] {
    const ofAgent: Served[][] = this.ids.map(() => []);
    for (const id of this.config.queues.keys()) {
      const queue = this.queue(id)!;
      if (queue.groups.some((g) => g.members.length > this.ids.length * MOST)) this.#wide.push(queue);
      else
        for (const [at, { members }] of queue.groups.entries())
          for (const n of members) if (!queue.groups.some((g, k) => k < at && g.has(n))) ofAgent[n]!.push(queue);
    }
    return ofAgent;
  }

  /** Made when it is first asked for, so that a set-up is taken at once however many queues it has. */
  group(ring: Ring): Group {
    const before = this.#groups.get(ring.key);
    if (before) return before;
    const bits = this.#meeting(ring.requires);
    const group = { members: bits.list(), has: bits.has };
    this.#groups.set(ring.key, group);
    return group;
  }

  #meeting(x: SkillExpression): Bits {
    const none = new Bits(this.ids.length);
    if (x.is === 'anyone') return none.all();
    if (x.is === 'not') return this.#meeting(x.of).not();
    if (x.is === 'and') return x.of.reduce((sum, part) => sum.and(this.#meeting(part)), none.all());
    if (x.is === 'or') return x.of.reduce((sum, part) => sum.or(this.#meeting(part)), none);
    const levels = this.#levels.get(x.skill);
    if (compare(x.op, 0, x.level)) {
      none.all();
      for (const [n, level] of levels ?? []) if (!compare(x.op, level, x.level)) none.remove(n);
      return none;
    }
    for (const [n, level] of levels ?? []) if (compare(x.op, level, x.level)) none.add(n);
    return none;
  }
}
