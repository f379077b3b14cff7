import { type Envelope, isFact } from '#common/contracts/ledger.js';
import { routingFacts as r } from '#common/contracts/routing.js';
import type { LegRow } from './rows.js';

const emptyLeg = (interactionId: string, reservationId: string, at: number): LegRow => ({
  interactionId,
  reservationId,
  agentId: null,
  queueId: null,
  kind: null,
  external: false,
  fromReservationId: null,
  offeredAt: at,
  outcome: null,
  reason: null,
  acceptedAt: null,
  rangMs: null,
  talkMs: null,
  heldMs: null,
  wrapMs: null,
  talkEndedAt: null,
  endReason: null,
  completedAt: null,
  dispositionId: null,
});

const isOfLeg = (
  data: Record<string, unknown>,
): data is { reservationId: string; agentId: string | null; at: number } =>
  typeof data['reservationId'] === 'string' && typeof data['at'] === 'number' && 'agentId' in data;

/** Takes one fact into the reservations. Every fact of a reservation says whose it is, so none needs the one before. */
export function foldLegs(legs: Map<string, LegRow>, interactionId: string, e: Envelope): void {
  if (!e.type.startsWith('reservation.') || !isOfLeg(e.data)) return;
  const { reservationId, agentId, at } = e.data;
  const leg = legs.get(reservationId) ?? emptyLeg(interactionId, reservationId, at);
  legs.set(reservationId, leg);
  leg.agentId ??= agentId;

  if (isFact(r.reservationCreated, e)) {
    leg.offeredAt = at;
    leg.queueId = e.data.queueId;
    leg.kind = e.data.kind;
    leg.external = e.data.external;
    leg.fromReservationId = e.data.fromReservationId;
  } else if (isFact(r.reservationAccepted, e)) {
    leg.outcome = 'accepted';
    leg.reason = null;
    leg.queueId ??= e.data.queueId;
    leg.kind ??= e.data.kind;
    leg.acceptedAt = at;
    leg.rangMs = e.data.rang;
  } else if (isFact(r.reservationRejected, e)) refused(leg, 'rejected', e.data.by);
  else if (isFact(r.reservationTimeout, e)) refused(leg, 'timeout', null);
  else if (isFact(r.reservationRescinded, e)) refused(leg, 'rescinded', e.data.reason);
  else if (isFact(r.talkEnded, e)) {
    leg.talkEndedAt = at;
    leg.talkMs = e.data.talk;
    leg.heldMs = e.data.held;
    leg.endReason = e.data.reason;
  } else if (isFact(r.reservationCompleted, e)) {
    leg.queueId ??= e.data.queueId;
    leg.kind ??= e.data.kind;
    leg.talkMs = e.data.talk;
    leg.heldMs = e.data.held;
    leg.wrapMs = e.data.wrap;
    leg.completedAt = at;
    leg.dispositionId = e.data.dispositionId;
  }
}

/** An answer is never unsaid: what ends an answered leg is its talk’s end, not a refusal. */
function refused(leg: LegRow, outcome: 'rejected' | 'timeout' | 'rescinded', reason: string | null): void {
  if (leg.outcome === 'accepted') return;
  leg.outcome = outcome;
  leg.reason = reason;
}
