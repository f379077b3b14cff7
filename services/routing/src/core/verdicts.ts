import { EXCLUSIONS, type Exclusion } from '#common/contracts/words.js';
import { judgeMember } from './fitting.js';
import type { Interaction } from './model.js';
import type { Pool } from './pool.js';
import { type Preference, preferenceOf } from './preferred.js';
import { type QueueRules, queueRules } from './rules.js';
import type { State } from './state.js';

/** What was found of each member of a line's rings, by its place in EXCLUSIONS; who fits stands as `not-first`, until one is chosen. */
export interface Verdicts {
  /** Numbers of agents, ascending. */
  readonly members: Uint32Array;
  readonly codes: Uint8Array;
}
interface Kept extends Verdicts {
  /** So much of the pool's journal is in it. */
  seen: number;
  /** Places whose answer holds for one moment alone. */
  readonly fleeting: Set<number>;
}

export const NOT_FIRST = EXCLUSIONS.indexOf('not-first');
const TOOK_ANOTHER = EXCLUSIONS.indexOf('took-another');
/** Kinds of callers that are remembered for one set-up; with more of them all are judged anew. */
const MOST_KEPT = 300;
const kept = new WeakMap<Pool, Map<string, Kept>>();

/**
 * Asks of every member of the rings reached whether she fits. Callers who differ in nothing that is asked get the same answers, so
 * these are kept, and only agents who changed since are asked about again. Nobody is preferred for them: who is known to somebody is judged alone.
 */
export function verdictsOf(s: State, i: Interaction, now: number): Verdicts {
  const pool = s.agentsNow();
  const rules = queueRules(s.config.queues.get(i.queueId!)!);
  const wish = preferenceOf(s, i, now);
  const members = membersOf(pool, rules, now - i.enteredAt, wish.agents);
  const key = isAlike(s, pool, i, wish) ? keyOf(s, i, now, rules) : undefined;
  const all = kept.get(pool) ?? new Map<string, Kept>();
  kept.set(pool, all);
  let known = key === undefined ? undefined : all.get(key);
  const ask = (place: number) => decide(s, pool, i, now, wish, known!, place);
  if (known && known.seen >= pool.journalFrom) {
    for (const place of changed(pool, known)) ask(place);
  } else {
    known = { members, codes: new Uint8Array(members.length), seen: 0, fleeting: new Set() };
    for (let place = 0; place < members.length; place++) ask(place);
    if (all.size >= MOST_KEPT) all.clear();
    if (key !== undefined) all.set(key, known);
  }
  known.seen = pool.journalTo;
  return known;
}

function decide(s: State, pool: Pool, i: Interaction, now: number, wish: Preference, known: Kept, place: number): void {
  const verdict = judgeMember(s, known.members[place]!, i, now, wish);
  const code = verdict.fits ? NOT_FIRST : EXCLUSIONS.indexOf(verdict.why satisfies Exclusion);
  known.codes[place] = code;
  if (code === TOOK_ANOTHER) known.fleeting.add(place);
  else known.fleeting.delete(place);
}

/** Places of those to whom something happened since, and of those whose answer was for its moment alone. */
function changed(pool: Pool, known: Kept): Set<number> {
  const places = new Set(known.fleeting);
  for (const id of pool.journalSince(known.seen)) {
    const n = pool.catalogue.numberOf(id);
    const place = n === undefined ? -1 : placeIn(known.members, n);
    if (place >= 0) places.add(place);
  }
  return places;
}

function placeIn(members: Uint32Array, n: number): number {
  let [from, to] = [0, members.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (members[middle]! < n) from = middle + 1;
    else to = middle;
  }
  return members[from] === n ? from : -1;
}

function membersOf(pool: Pool, { rings }: QueueRules, waited: number, preferred: readonly string[]): Uint32Array {
  const reached = rings.filter((r) => r.afterMs <= waited).map((r) => pool.catalogue.group(r).members);
  if (reached.length === 1 && preferred.length === 0) return reached[0]!;
  const known = preferred.map(pool.catalogue.numberOf).filter((n) => n !== undefined);
  return Uint32Array.from(new Set([...reached.flatMap((m) => [...m]), ...known])).sort();
}

/** Nothing of what is asked about an agent depends on who this caller is, or on agents other than the one asked about. */
const isAlike = (s: State, pool: Pool, i: Interaction, wish: Preference): boolean =>
  wish.agents.length === 0 &&
  [...s.ofCustomer(i.customerId)].length <= 1 &&
  !(i.direction === 'outbound' && pool.catalogue.reserving.length > 0);

/** Everything of a caller and of this moment that the answers depend on, beside the agents themselves. */
function keyOf(s: State, i: Interaction, now: number, rules: QueueRules): string {
  const waited = now - i.enteredAt;
  const reached = rules.rings.filter((r) => r.afterMs <= waited);
  const spoken = reached.map((r) => (s.anySpeaker(r, i.language) ? 1 : 0)).join('');
  return `${i.queueId}/${i.medium}/${i.direction}/${i.language}/${spoken}/${waited < rules.teamsMs}`;
}
