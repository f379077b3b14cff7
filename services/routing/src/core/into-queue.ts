import { routingFacts } from '#common/contracts/routing.js';
import type { Turn } from './effects.js';
import { inQueue } from './line.js';
import type { Interaction } from './model.js';
import { moveStage } from './moves.js';
import type { State } from './state.js';

/** Into another line, with her original arrival: she is served there as if she had come there first. */
export function intoQueue(s: State, t: Turn, i: Interaction, queueId: string, also: Partial<Interaction> = {}): void {
  const place = inQueue(s, i, queueId);
  moveStage(s, i.id, 'waiting', t.now, { ...place, enteredAt: t.now, ...also });
  t.tell(routingFacts.queueEntered, {
    interactionId: i.id,
    queueId,
    medium: i.medium,
    arrivedAt: i.arrivedAt,
    priority: place.priority,
    at: t.now,
  });
}
