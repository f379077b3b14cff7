import type { Interaction } from './model.js';
import { queueRules } from './rules.js';
import type { State } from './state.js';

/** What stands between two callers; who has more of it is served first, the earlier one of equals. */
export interface Rank {
  readonly i: Interaction;
  readonly first: boolean;
  readonly points: number;
}

/** Her own priority and her queue's of today, and a point for each `ageMs` since she arrived: so nobody is passed for ever. */
export function rankOf(s: State, i: Interaction, now: number): Rank {
  const queue = s.config.queues.get(i.queueId ?? '');
  const rules = queue && queueRules(queue);
  const given = rules && i.queuePriority !== undefined ? i.priority - i.queuePriority + rules.priority : i.priority;
  const aged = rules && rules.ageMs > 0 ? Math.floor(Math.max(0, now - i.arrivedAt) / rules.ageMs) : 0;
  return { i, first: i.first, points: given + aged };
}

/**
 * An agent's order of queues, as points: each place in her order is worth one. So she takes her first queue's callers before others
 * of about the same age, and yet nobody starves who happens to stand last with everyone.
 */
export function forAgent(rank: Rank, order: readonly string[] | undefined): Rank {
  const place = order?.indexOf(rank.i.queueId ?? '') ?? -1;
  return place < 0 ? rank : { ...rank, points: rank.points + order!.length - place };
}

export const byRank = (a: Rank, b: Rank): number =>
  Number(b.first) - Number(a.first) ||
  b.points - a.points ||
  a.i.arrivedAt - b.i.arrivedAt ||
  (a.i.id < b.i.id ? -1 : a.i.id > b.i.id ? 1 : 0);
