import type { ReservationKind } from '#common/contracts/words.js';
import type { Leg } from '../calls/call.js';

export interface LegRequest {
  reservationId: string;
  kind: ReservationKind;
  agentId?: string;
  queueId?: string | null;
  fromReservationId?: string | null;
}

/** A leg before its INVITE. Its first channel carries the reservation's id, so that nobody needs a table to find it. */
export const newLeg = (r: LegRequest, since: number): Leg => ({
  reservationId: r.reservationId,
  kind: r.kind,
  agentId: r.agentId ?? null,
  queueId: r.queueId ?? null,
  fromReservationId: r.fromReservationId ?? null,
  channel: r.reservationId,
  state: 'calling',
  since,
  joins: 0,
  rejoining: false,
  talks: 0,
  talking: false,
});
