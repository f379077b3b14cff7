import { bitOf } from './capacity.js';
import type { Interaction } from './model.js';
import { queueRules } from './rules.js';
import type { State } from './state.js';

/** A place that was kept for somebody who came herself is inbound, whoever dials in the end. */
const isOutbound = (i: Interaction): boolean => i.direction === 'outbound' && i.ticketOf === null;

/** To take outbound work, an agent of a queue with a reserve must leave at least so many others free for its callers. */
export function keptForInbound(s: State, agentId: string, i: Interaction): boolean {
  if (!isOutbound(i)) return false;
  const { catalogue, open } = s.agentsNow();
  const me = catalogue.numberOf(agentId);
  if (me === undefined) return false;
  const voice = bitOf('voice');
  return catalogue.reserving.some((queueId) => {
    const { rings, reserve } = queueRules(s.config.queues.get(queueId)!);
    const group = catalogue.group(rings[0]!);
    if (!group.has(me)) return false;
    let others = 0;
    for (const n of group.members) if (n !== me && open[n]! & voice && ++others >= reserve) return false;
    return true;
  });
}
