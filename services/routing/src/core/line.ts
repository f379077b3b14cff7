import type { Interaction } from './model.js';
import { byRank, rankOf } from './rank.js';
import type { State } from './state.js';

/** Everybody who waits, in the order in which they are served. */
export const line = (s: State, now: number): Interaction[] =>
  [...s.waiting]
    .map((id) => rankOf(s, s.interactions.get(id)!, now))
    .sort(byRank)
    .map(({ i }) => i);

/** In line: waiting, or asked for but not answered yet; also while her own phone rings for a call back. */
export const inLine = (i: Interaction): boolean =>
  i.stage === 'waiting' || i.stage === 'ringing' || i.stage === 'dialling';

/** 1 is next. Callers who ring at an agent are out of the way already. */
export function position(s: State, i: Interaction, now: number): number {
  const own = rankOf(s, i, now);
  let before = 0;
  for (const { callers } of s.watch.lines.buckets(i.queueId ?? '')) {
    let [from, to] = [0, callers.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if (byRank(rankOf(s, callers[middle]!, now), own) < 0) from = middle + 1;
      else to = middle;
    }
    before += from;
  }
  return before + 1;
}

/** What changes of her rank with the queue: her own part of the priority stays. */
export function inQueue(s: State, i: Interaction, queueId: string) {
  const rank = (id: string | null) => s.config.queues.get(id ?? '')?.priority ?? 0;
  const queuePriority = rank(queueId);
  return { queueId, queuePriority, priority: i.priority - (i.queuePriority ?? rank(i.queueId)) + queuePriority };
}
