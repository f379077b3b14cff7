import type { Interaction } from './model.js';
import type { State } from './state.js';

/** Who is served before whom: first those who lost their agent, then by priority, then by original arrival. */
export const byRank = (a: Interaction, b: Interaction): number =>
  Number(b.first) - Number(a.first) || b.priority - a.priority || a.arrivedAt - b.arrivedAt || (a.id < b.id ? -1 : 1);

export const line = (s: State): Interaction[] => [...s.waiting].map((id) => s.interactions.get(id)!).sort(byRank);

/** In line: waiting, or asked for but not answered yet. */
export const inLine = (i: Interaction): boolean => i.stage === 'waiting' || i.stage === 'ringing';

/** 1 is next. Callers who ring at an agent are out of the way already. */
export const position = (s: State, i: Interaction): number => {
  let before = 0;
  for (const id of s.waiting) {
    const other = s.interactions.get(id)!;
    if (other.queueId === i.queueId && other.id !== i.id && byRank(other, i) < 0) before++;
  }
  return before + 1;
};
