import { routingFacts } from '#common/contracts/routing.js';
import { requeue } from '#common/contracts/telephony.js';
import type { Turn } from './effects.js';
import type { Interaction } from './model.js';
import { moveStage } from './moves.js';
import type { State } from './state.js';

type LeftReason = 'answered' | 'abandoned' | 'ticket-kept' | 'transferred' | 'ended' | 'overflowed' | 'callback';

export function tellLeft(t: Turn, i: Interaction, reason: LeftReason, reservationId: string | null): void {
  if (i.queueId === null) return;
  t.tell(routingFacts.queueLeft, {
    interactionId: i.id,
    queueId: i.queueId,
    reason,
    waited: t.now - i.enteredAt,
    reservationId,
    at: t.now,
  });
}

/** After an offer that failed through no agent's fault, ms. */
export const REST_MS = 1000;

/** The one who was asked did not take her: she waits as before, at her old place. */
export const backInLine = (s: State, t: Turn, id: string, rest: boolean) =>
  moveStage(s, id, 'waiting', t.now, { holder: null, restUntil: rest ? t.now + REST_MS : null });

/** She had been answered and lost it: first in line of her queue. False when she never had a queue. */
export const firstInLine = (s: State, t: Turn, id: string, reason: 'agent-lost' | 'transfer-failed'): boolean =>
  returns(s, t, id, reason, true);

/** She had only been sent on, and it came to nothing: she waits again, at her place. */
export const oldPlaceInLine = (s: State, t: Turn, id: string): boolean => returns(s, t, id, 'transfer-failed', false);

function returns(s: State, t: Turn, id: string, reason: 'agent-lost' | 'transfer-failed', first: boolean): boolean {
  const i = s.interactions.get(id)!;
  if (i.queueId === null) return false;
  moveStage(s, id, 'waiting', t.now, { holder: null, first: first || i.first, enteredAt: t.now });
  t.tell(routingFacts.queueReturned, {
    interactionId: id,
    queueId: i.queueId,
    reason,
    arrivedAt: i.arrivedAt,
    at: t.now,
  });
  t.ask(requeue, { interactionId: id, reason });
  return true;
}
