import { callOut, offer } from '#common/contracts/telephony.js';
import { CUSTOMER_RINGS_MS, callbackRules } from './callback-rules.js';
import { limitsOf } from './config.js';
import type { Turn } from './effects.js';
import type { Interaction, Reservation } from './model.js';
import { moveStage, moveTicket } from './moves.js';
import { reserve } from './reserve.js';
import type { State } from './state.js';

/** Whose turn it is gets this agent: a caller is offered, the holder of a place is called by her. */
export function offerTo(s: State, t: Turn, i: Interaction, agentId: string): Reservation {
  if (i.absent) return callBackBy(s, t, i, agentId);
  const r = reserve(s, t, i, { kind: 'offer', agentId, queueId: i.queueId });
  moveStage(s, i.id, 'ringing', t.now, { holder: r.id });
  t.ask(
    offer,
    {
      interactionId: i.id,
      reservationId: r.id,
      agentId,
      kind: r.kind,
      expiresAt: r.expiresAt,
      queueId: r.queueId,
      fromReservationId: null,
    },
    r.expiresAt,
  );
  return r;
}

/**
 * Agent first: her phone rings, then the customer's. Customer first: the agent is reserved, and her phone rings when the
 * customer has answered. One agent for each customer who is called, so that nobody is called to wait on the line.
 */
export function callBackBy(s: State, t: Turn, i: Interaction, agentId: string): Reservation {
  const rules = callbackRules(s, s.tickets.get(i.ticketOf ?? '')?.queueId ?? i.queueId);
  const first = rules?.first ?? 'agent';
  const { ringMs } = limitsOf(s.config, i.queueId);
  const made = reserve(s, t, i, { kind: 'callback', agentId, queueId: i.queueId });
  const expiresAt = made.expiresAt + (first === 'customer' ? CUSTOMER_RINGS_MS : 0);
  const r = expiresAt === made.expiresAt ? made : s.reservations.put({ ...made, expiresAt });
  moveStage(s, i.id, first === 'agent' ? 'ringing' : 'dialling', t.now, { holder: r.id });
  moveTicket(s, i.ticketOf!, 'calling', { byInteractionId: i.id });
  t.ask(
    callOut,
    {
      interactionId: i.id,
      reservationId: r.id,
      agentId,
      customerId: i.customerId!,
      ...(i.language ? { language: i.language } : {}),
      expiresAt,
      queueId: r.queueId,
      first,
      ringMs,
    },
    expiresAt,
  );
  return r;
}
