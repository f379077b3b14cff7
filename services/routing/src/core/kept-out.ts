import { EXCLUSIONS, type Exclusion } from '#common/contracts/words.js';
import type { Interaction } from './model.js';
import type { State } from './state.js';
import { NOT_FIRST, type Verdicts, verdictsOf } from './verdicts.js';

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
  const found = verdictsOf(s, i, now);
  const counts = new Array<number>(EXCLUSIONS.length).fill(0);
  for (const code of found.codes) counts[code]!++;
  const fits = counts[NOT_FIRST]!;
  // Where nobody was chosen who fits (she rests), nobody came after anybody; where one was, she did not come after herself.
  counts[NOT_FIRST] = chosen === null ? 0 : Math.max(0, fits - 1);
  const named = name(s, found, counts, chosen);
  const out = EXCLUSIONS.flatMap((why, code) =>
    counts[code] ? [{ why, agents: named[code]!, more: counts[code] - named[code]!.length }] : [],
  );
  const unskilled = s.config.agents.size - found.members.length;
  const known = out.find(({ why }) => why === 'no-skill');
  if (known) known.more += unskilled;
  else if (unskilled > 0) out.push({ why: 'no-skill', agents: [], more: unskilled });
  return { fits, out };
}

/** Rare reasons first: they teach the most, and what is left of the names goes to the crowds. */
function name(s: State, { members, codes }: Verdicts, counts: readonly number[], chosen: string | null): string[][] {
  let left = MOST_NAMED_IN_ALL;
  const wanted = new Array<number>(EXCLUSIONS.length).fill(0);
  for (const code of counts.map((_, c) => c).sort((a, b) => counts[a]! - counts[b]!)) {
    if (COUNTED.has(EXCLUSIONS[code]!)) continue;
    wanted[code] = Math.min(counts[code]!, MOST_NAMED, left);
    left -= wanted[code];
  }
  const { ids } = s.agentsNow().catalogue;
  const named = EXCLUSIONS.map(() => [] as string[]);
  let open = MOST_NAMED_IN_ALL - left;
  for (let place = 0; place < codes.length && open > 0; place++) {
    const code = codes[place]!;
    const id = ids[members[place]!]!;
    if (named[code]!.length >= wanted[code]! || id === chosen) continue;
    named[code]!.push(id);
    open--;
  }
  return named;
}
