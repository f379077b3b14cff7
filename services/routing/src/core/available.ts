import type { Language } from '#common/contracts/words.js';
import { evaluate } from '#common/skills/expression.js';
import { bitOf } from './capacity.js';
import { isFree } from './fitting.js';
import type { Interaction } from './model.js';
import { queueRules } from './rules.js';
import type { State } from './state.js';

/** How many agents could take her at once by skill, language and capacity: a figure to tell, not a decision. */
export function openFor(s: State, i: Interaction): number {
  const queue = s.config.queues.get(i.queueId ?? '');
  if (!queue) return 0;
  const pool = s.agentsNow();
  const ring = queueRules(queue).rings[0]!;
  const spoken = s.anySpeaker(ring, i.language);
  let found = 0;
  for (const n of pool.catalogue.group(ring).members)
    if (pool.open[n]! & bitOf(i.medium) && (!spoken || pool.speaks(n, i.language!))) found++;
  return found;
}

/** How many agents have nothing to do and belong to a queue from the start. */
export function idleIn(s: State, queueId: string): number {
  const queue = s.config.queues.get(queueId);
  if (!queue) return 0;
  const pool = s.agentsNow();
  let found = 0;
  for (const n of pool.catalogue.group(queueRules(queue).rings[0]!).members) {
    const a = pool.rows[n];
    if (a && isFree(a)) found++;
  }
  return found;
}

/** Who serves such callers as soon as she is free: by skills and language, whatever she does now. */
export function serves(s: State, queueId: string, language: Language | null, waited = 0): (agentId: string) => boolean {
  const queue = s.config.queues.get(queueId);
  const rings = queue ? queueRules(queue).rings.filter((r) => r.afterMs <= waited) : [];
  return (id) => {
    const agent = s.config.agents.get(id);
    return (
      agent !== undefined &&
      rings.some(
        (r) =>
          evaluate(r.requires, agent.skills) &&
          (language === null || agent.languages.includes(language) || !s.anySpeaker(r, language)),
      )
    );
  };
}
