import { compare, type SkillExpression } from '#common/skills/expression.js';
import { Bits } from './bits.js';
import type { RoutingConfig } from './config.js';
import { queueRules, type Ring } from './rules.js';

type AgentSetUp = RoutingConfig['agents'] extends ReadonlyMap<string, infer A> ? A : never;

/** All agents whose skills meet one requirement, by their numbers; shared by all queues that ask the same. */
export interface Group {
  readonly members: Uint32Array;
  readonly has: (n: number) => boolean;
}

/**
 * A set-up made ready for matching: agents have numbers in its order, and each requirement knows who meets it. Made anew with each
 * set-up, whole groups at a time, and never changed: who of a group is free is looked up elsewhere.
 */
export class Catalogue {
  readonly ids: readonly string[];
  readonly agents: readonly AgentSetUp[];
  /** Queues that keep agents free for inbound. */
  readonly reserving: readonly string[];
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
