import { routingFacts } from '#common/contracts/routing.js';
import { consultCancel, consultComplete, rescind } from '#common/contracts/telephony.js';
import { refreshWork } from './agent.js';
import type { Turn } from './effects.js';
import type { Reservation } from './model.js';
import { moveReservation, moveStage, moveTalk } from './moves.js';
import { about } from './reserve.js';
import type { State } from './state.js';
import { endTalk, isTalking, type TalkEnd } from './talk.js';

/** The caller is with this reservation, or would be if its leg were there. */
export const isHolder = (s: State, r: Reservation): boolean => s.interactions.get(r.interactionId)?.holder === r.id;

/** The consultation that the holder of a caller has begun and not ended. */
export const consultFrom = (s: State, holder: Reservation): Reservation | undefined =>
  s
    .ofInteraction(holder.interactionId)
    .find((r) => r.kind === 'consult' && r.fromReservationId === holder.id && r.endedAt === null);

export const isConsultHalf = (s: State, r: Reservation): boolean => r.kind === 'consult' && !isHolder(s, r);

/** Attended transfer: the one who was consulted has the caller now. */
export function handOver(s: State, t: Turn, from: Reservation, to: Reservation, at: number): void {
  endTalk(s, t, from, 'transferred', at, true);
  moveStage(s, to.interactionId, 'talking', t.now, { holder: to.id });
  t.ask(consultComplete, {
    interactionId: to.interactionId,
    reservationId: to.id,
    fromReservationId: from.id,
  });
}

/** The consultation is over, whatever it had come to; the caller is back with who asked, if she is still there. */
export function endConsult(s: State, t: Turn, half: Reservation, reason: TalkEnd, at: number): void {
  if (half.state === 'pending') {
    moveReservation(s, half.id, 'rescinded', { overAt: t.now });
    t.tell(routingFacts.reservationRescinded, { ...about(half, at), reason: 'cancelled' });
    t.ask(rescind, { interactionId: half.interactionId, reservationId: half.id });
    refreshWork(s, t, half.agentId, true);
  } else if (isTalking(half)) endTalk(s, t, half, reason, at, false);
  callerBack(s, t, half);
}

export function callerBack(s: State, t: Turn, half: Reservation): void {
  const from = s.reservations.get(half.fromReservationId ?? '');
  if (from?.talk !== 'consulting') return;
  moveTalk(s, from.id, 'talking');
  t.ask(consultCancel, {
    interactionId: half.interactionId,
    reservationId: half.id,
    fromReservationId: from.id,
  });
}
