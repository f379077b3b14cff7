import { hasSkills } from './fitting.js';
import type { State } from './state.js';

/** Agents who are signed in, whatever they do at this moment, and could serve callers of this queue. */
export function presentAgents(s: State, queueId: string): number {
  let n = 0;
  for (const a of s.agents.values()) if (a.attached && a.status !== 'offline' && hasSkills(s, a.id, queueId)) n++;
  return n;
}
