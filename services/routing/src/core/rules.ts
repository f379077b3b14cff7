import type { QueueConfig } from '#common/contracts/directory.js';
import type { Strategy } from '#common/contracts/words.js';
import { allOf, levelIn, type SkillExpression, wantedSkills } from '#common/skills/expression.js';
import { parseSkills } from '#common/skills/parse.js';
import { printSkills } from '#common/skills/print.js';

/** One ring of agents: what is asked of them once a caller has waited this long. */
export interface Ring {
  readonly afterMs: number;
  readonly requires: SkillExpression;
  /** Equal for equal requirements, whatever queue they come from. */
  readonly key: string;
  /** Skills whose levels make one agent better than another. */
  readonly wanted: readonly string[];
}

/** The rules of a queue with everything filled in that its set-up leaves open. */
export interface QueueRules {
  /** From the narrowest, which holds at once; each further one admits more agents later. Never empty. */
  readonly rings: readonly Ring[];
  readonly teams: ReadonlySet<string>;
  readonly teamsMs: number;
  readonly strategy: Strategy;
  readonly priority: number;
  readonly ageMs: number;
  /** How long a preferred agent is waited for; 0: she is merely asked first. */
  readonly preferredMs: number;
  /** Who served a customer last is preferred for her; only where the queue says how long. */
  readonly lastAgent: boolean;
  readonly reserve: number;
}

/** A point of priority a minute: a queue that is five points before another keeps its callers waiting five minutes at the most, not for ever. */
const AGE_MS = 60_000;
const TEAMS_MS = 20_000;

const known = new WeakMap<QueueConfig, QueueRules>();

/** The one place that says what holds where a queue's set-up says nothing. */
export function queueRules(queue: QueueConfig): QueueRules {
  const before = known.get(queue);
  if (before) return before;
  const rules: QueueRules = {
    rings: ringsOf(queue),
    teams: new Set(queue.teams ?? []),
    teamsMs: queue.teamsMs ?? TEAMS_MS,
    strategy: queue.strategy ?? 'longest-idle',
    priority: queue.priority,
    ageMs: queue.ageMs ?? AGE_MS,
    preferredMs: queue.preferredMs ?? 0,
    lastAgent: queue.preferredMs !== undefined,
    reserve: queue.reserve ?? 0,
  };
  known.set(queue, rules);
  return rules;
}

function ringsOf(queue: QueueConfig): Ring[] {
  // directory refuses what cannot be read; should it come all the same, the skills hold, and nobody is served by chance.
  const base = queue.requires === undefined ? undefined : parseSkills(queue.requires);
  const rings = [ring(0, base?.ok ? base.expression : allOf(queue.skills))];
  for (const { afterMs, requires } of queue.relax ?? []) {
    const found = parseSkills(requires);
    if (found.ok) rings.push(ring(afterMs, found.expression));
  }
  return rings.sort((a, b) => a.afterMs - b.afterMs);
}

const ring = (afterMs: number, requires: SkillExpression): Ring => ({
  afterMs,
  requires,
  key: printSkills(requires),
  wanted: [...wantedSkills(requires)],
});

export const levelOf = (r: Ring, skills: Readonly<Record<string, number>>): number => levelIn(r.wanted, skills);
