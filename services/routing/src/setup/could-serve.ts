import { evaluate } from '#common/skills/expression.js';
import type { RoutingConfig } from '../core/config.js';
import { queueRules } from '../core/rules.js';

/** Whether an agent of the set-up could serve a queue at some time: at its narrowest requirement or at one that it relaxes to. */
export function couldServe(config: RoutingConfig, queueId: string): (agentId: string) => boolean {
  const queue = config.queues.get(queueId);
  const rings = queue ? queueRules(queue).rings : [];
  return (id) => {
    const agent = config.agents.get(id);
    return agent !== undefined && rings.some((ring) => evaluate(ring.requires, agent.skills));
  };
}
