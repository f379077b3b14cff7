import { routingFacts } from '#common/contracts/routing.js';
import type { ReservationKind } from '#common/contracts/words.js';
import { refreshWork } from './agent.js';
import { limitsOf } from './config.js';
import type { Turn } from './effects.js';
import type { Interaction, Reservation } from './model.js';
import type { State } from './state.js';

interface Wish {
  kind: ReservationKind;
  agentId: string | null;
  queueId: string | null;
  fromReservationId?: string;
}

/** Occupies an agent (or a number outside) for an interaction until it is answered, refused or out of time. */
export function reserve(s: State, t: Turn, i: Interaction, wish: Wish): Reservation {
  const r = s.reservations.put({
    id: t.newId(),
    interactionId: i.id,
    agentId: wish.agentId,
    queueId: wish.queueId,
    medium: i.medium,
    direction: i.direction,
    kind: wish.kind,
    state: 'pending',
    talk: 'none',
    offeredAt: t.now,
    expiresAt: t.now + limitsOf(s.config, wish.queueId).ringMs,
    answeredAt: null,
    endedAt: null,
    wrapUntil: null,
    wrapExtensions: 0,
    heldSince: null,
    heldMs: 0,
    lostUntil: null,
    rejoinAt: null,
    fromReservationId: wish.fromReservationId ?? null,
    overAt: null,
  });
  t.tell(routingFacts.reservationCreated, {
    ...about(r, t.now),
    queueId: r.queueId,
    kind: r.kind,
    expiresAt: r.expiresAt,
    external: r.agentId === null,
    fromReservationId: r.fromReservationId,
  });
  const a = s.agents.get(r.agentId ?? '');
  if (a) s.agents.put({ ...a, askedAt: t.now });
  refreshWork(s, t, r.agentId);
  return r;
}

/** What every fact about a reservation says. */
export const about = (r: Reservation, at: number) => ({
  reservationId: r.id,
  interactionId: r.interactionId,
  agentId: r.agentId,
  at,
});
