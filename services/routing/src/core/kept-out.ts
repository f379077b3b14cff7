import type { Exclusion } from '#common/contracts/words.js';
import { judge } from './fitting.js';
import type { Interaction } from './model.js';
import { preferenceOf } from './preferred.js';
import { queueRules } from './rules.js';
import type { State } from './state.js';

export interface KeptOut {
  /** How many fitted, the chosen one included. */
  readonly fits: number;
  readonly out: { why: Exclusion; agents: string[]; more: number }[];
}

/** So many are named for one reason and for all reasons; the others are counted, so that a decision stays small whoever is signed in. */
export const MOST_NAMED = 50;
export const MOST_NAMED_IN_ALL = 80;
/** Whole groups that change with every shift and every hire: how many they are is enough. */
const COUNTED: ReadonlySet<Exclusion> = new Set(['not-signed-in', 'no-skill']);

/**
 * What keeps each agent from this interaction at this moment, by the one definition of fitting. Looked at are those whose skills
 * suffice for a ring that was reached and those whom the customer prefers; nobody else could have been chosen.
 */
export function keptOut(s: State, i: Interaction, now: number, chosen: string | null): KeptOut {
  const wish = preferenceOf(s, i, now);
  const groups = new Map<Exclusion, string[]>();
  const looked = considered(s, i, now, wish.agents);
  let fits = 0;
  for (const id of looked) {
    const verdict = judge(s, id, i, now, wish);
    if (verdict.fits) fits++;
    if (id === chosen || (verdict.fits && chosen === null)) continue;
    const why = verdict.fits ? 'not-first' : verdict.why;
    const group = groups.get(why);
    if (group) group.push(id);
    else groups.set(why, [id]);
  }
  return { fits, out: name(groups, s.config.agents.size - looked.size) };
}

function considered(s: State, i: Interaction, now: number, preferred: readonly string[]): Set<string> {
  const { catalogue } = s.agentsNow();
  const ids = new Set(preferred.filter((id) => s.config.agents.has(id)));
  for (const ring of queueRules(s.config.queues.get(i.queueId!)!).rings) {
    if (ring.afterMs > now - i.enteredAt) break;
    for (const n of catalogue.group(ring).members) ids.add(catalogue.ids[n]!);
  }
  return ids;
}

/** Rare reasons first: they teach the most, and what is left of the names goes to the crowds. */
function name(groups: ReadonlyMap<Exclusion, string[]>, unskilled: number): KeptOut['out'] {
  let left = MOST_NAMED_IN_ALL;
  const out: KeptOut['out'] = [];
  for (const [why, ids] of [...groups].sort(([, a], [, b]) => a.length - b.length)) {
    const agents = COUNTED.has(why) ? [] : ids.slice(0, Math.min(left, MOST_NAMED));
    left -= agents.length;
    out.push({ why, agents, more: ids.length - agents.length });
  }
  const known = out.find((group) => group.why === 'no-skill');
  if (known) known.more += unskilled;
  else if (unskilled > 0) out.push({ why: 'no-skill', agents: [], more: unskilled });
  return out;
}
