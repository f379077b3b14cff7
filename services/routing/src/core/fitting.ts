import type { Agent, Interaction } from './model.js';
import type { State } from './state.js';

/** Free for work at all: she chose to be, has nothing in hand, and her desktop and phone can be reached. */
export const isFree = (a: Agent): boolean =>
  a.status === 'available' && a.workState === 'idle' && a.attached && a.phone !== false;

export function hasSkills(s: State, agentId: string, queueId: string): boolean {
  const queue = s.config.queues.get(queueId);
  const agent = s.config.agents.get(agentId);
  if (!queue || !agent) return false;
  return Object.entries(queue.skills).every(([skill, least]) => (agent.skills[skill] ?? 0) >= least);
}

/** Signed in and not gone for the day: she could become free. */
const isPresent = (a: Agent): boolean => a.attached && a.status !== 'offline';

/**
 * The written definition of an agent who fits a caller: she has the queue's skills at the levels asked for and speaks the
 * caller's language; where nobody present with the skills speaks it, skills alone count, so that nobody waits for ever.
 */
export function fitting(s: State, queueId: string, language: Interaction['language']): (agentId: string) => boolean {
  const speaks = (id: string) => language === null || (s.config.agents.get(id)?.languages.includes(language) ?? false);
  const bySkill = (id: string) => hasSkills(s, id, queueId);
  if (language === null) return bySkill;
  for (const a of s.agents.values())
    if (isPresent(a) && speaks(a.id) && bySkill(a.id)) return (id) => speaks(id) && bySkill(id);
  return bySkill;
}

/** Free agents, who has been idle longest first. */
export const freeAgents = (s: State): Agent[] =>
  [...s.agents.values()].filter(isFree).sort((a, b) => a.idleSince - b.idleSince || (a.id < b.id ? -1 : 1));
