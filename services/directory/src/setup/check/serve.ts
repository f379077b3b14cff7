import type { QueueConfig } from '#common/contracts/directory.js';
import type { AgentWork, Whole } from '../setup.js';
import { canWork } from './agents.js';
import { readExpression } from './expression.js';
import { doubtful, type Problem, pathOf, wrong } from './problem.js';
import { reached } from './reach.js';

/** Queues that no agent of the set-up can serve, at whatever ring. Refused where callers come to them by themselves. */
export function checkServed(whole: Whole): Problem[] {
  const by = reached(whole);
  const working = whole.agents.filter(canWork);
  return whole.queues.flatMap((queue) => {
    const why = lacking(queue, working);
    if (why === undefined) return [];
    const way = by.get(queue.id);
    const path = pathOf('queues', queue.id, queue.requires === undefined ? 'skills' : 'requires');
    if (way === undefined)
      return [doubtful('NOBODY_CAN_SERVE', path, `${why} No number leads here yet, so nobody would wait in vain.`)];
    return [
      wrong(
        'NOBODY_CAN_SERVE',
        path,
        `${why} Callers come here by ${way} and would wait for ever: give an agent the skill, ask for less, or lead them elsewhere.`,
      ),
    ];
  });
}

/** What nobody has, in a sentence; undefined when somebody can serve, if only after a wait. */
function lacking(queue: QueueConfig, agents: readonly AgentWork[]): string | undefined {
  if (agents.length === 0) return 'There is no agent with any capacity.';
  const asked = [
    ...(queue.requires === undefined ? [] : [queue.requires]),
    ...(queue.relax ?? []).map((r) => r.requires),
  ];
  const rings = asked.map(readExpression);
  // What cannot be read is told by itself.
  if (rings.some((ring) => 'trouble' in ring)) return undefined;
  if (rings.some((ring) => 'accepts' in ring && agents.some(ring.accepts))) return undefined;
  if (queue.requires === undefined)
    return agents.some((a) => meets(queue.skills, a)) ? undefined : best(queue.skills, agents);
  return `No agent meets "${queue.requires}"${rings.length > 1 ? ' or what it relaxes to' : ''}.`;
}

const meets = (skills: QueueConfig['skills'], a: AgentWork) =>
  Object.entries(skills).every(([skill, least]) => (a.skills[skill] ?? 0) >= least);

function best(skills: QueueConfig['skills'], agents: readonly AgentWork[]): string {
  for (const [skill, least] of Object.entries(skills)) {
    const highest = Math.max(0, ...agents.map((a) => a.skills[skill] ?? 0));
    if (highest < least) return `No agent has ${skill} at ${least} or more; the highest is ${highest}.`;
  }
  return `Each skill is there, but no agent has all of ${Object.keys(skills).join(', ')} together.`;
}
