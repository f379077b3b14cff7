import type { Strategy } from '#common/contracts/words.js';
import type { Agent, Interaction } from './model.js';
import { levelOf, type Ring } from './rules.js';

/** What a strategy looks at. */
export interface Candidate {
  readonly a: Agent;
  /** Her place in the set-up. */
  readonly n: number;
  readonly skills: Readonly<Record<string, number>>;
}

type Key = (c: Candidate, ring: Ring, i: Interaction, now: number) => number;

/** The smallest is taken; of equals who has been idle longest, then the order of the set-up. */
export const KEY: Readonly<Record<Strategy, Key>> = {
  'longest-idle': ({ a }) => a.idleSince,
  'least-occupied': ({ a }, _, __, now) => occupied(a, now),
  'fewest-contacts': ({ a }) => a.contacts ?? 0,
  'round-robin': ({ a }) => a.askedAt ?? 0,
  linear: ({ n }) => n,
  random: ({ n }, _, i, now) => lot(i.id, n, now),
  'best-skill': ({ skills }, ring) => -levelOf(ring, skills),
};

/** The share of her shift in which she had work in hand. */
export function occupied(a: Agent, now: number): number {
  const busy = (a.busyMs ?? 0) + (a.busySince == null ? 0 : now - a.busySince);
  return busy / Math.max(1, now - (a.shiftAt ?? a.since));
}

/** A lot that comes out the same when the history is played again. */
function lot(id: string, n: number, now: number): number {
  let h = (n * 0x9e3779b1) ^ (now % 0x7fffffff);
  for (let c = 0; c < id.length; c++) h = Math.imul(h ^ id.charCodeAt(c), 0x01000193);
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
  return (h ^ (h >>> 12)) >>> 0;
}
