import { routingFacts } from '#common/contracts/routing.js';
import { callbackRules } from './callback-rules.js';
import type { Turn } from './effects.js';
import { inLine } from './line.js';
import type { Interaction, Ticket } from './model.js';
import { moveTicket } from './moves.js';
import { arrivedEarlier, goInLine, isKept, leaveLine, newTicket, placeOf } from './place.js';
import type { State } from './state.js';

/** Her call is cut through no fault of hers: her place stays. */
export function keepTicket(s: State, t: Turn, i: Interaction, at: number): void {
  const served = s.tickets.get(i.ticketOf ?? '');
  if (s.tickets.get(i.id) || (served && isKept(served))) return;
  const holder = s.reservations.get(i.holder ?? '');
  const { id, queueId, arrivedAt, customerId, language, priority } = i;
  const x = s.tickets.put(
    newTicket(
      s,
      at,
      { id, queueId, arrivedAt, customerId, language, origin: 'node-lost' },
      { priority, phase: inLine(i) ? 'waiting' : 'talking', agentId: inLine(i) ? null : (holder?.agentId ?? null) },
    ),
  );
  tellKept(t, x, at);
  callBackByItself(s, t, x);
}

export const tellKept = (t: Turn, x: Ticket, at: number): void =>
  t.tell(routingFacts.ticketKept, {
    interactionId: x.id,
    queueId: x.queueId,
    arrivedAt: x.arrivedAt,
    reason: x.origin,
    ...(x.customerId ? { customerId: x.customerId } : {}),
    ...(x.verified ? { verified: true } : {}),
    ...(x.dueAt === null ? {} : { dueAt: x.dueAt }),
    expiresAt: x.expiresAt,
    at,
  });

/** Who was cut off while she waited is called in her place, where the queue calls back. In a talk, her agent knows best. */
function callBackByItself(s: State, t: Turn, x: Ticket): void {
  if (x.state !== 'open' || x.phase !== 'waiting' || x.customerId === null || !callbackRules(s, x.queueId)) return;
  s.tickets.put({ ...x, auto: true });
  goInLine(s, t, x.id);
}

const ticketServedBy = (s: State, interactionId: string): Ticket | undefined =>
  s.tickets.get(s.interactions.get(interactionId)?.ticketOf ?? '');

/** She was spoken to: the ticket has done its work. */
export function spendTicket(s: State, t: Turn, by: Interaction, agentId: string): void {
  const ticket = ticketServedBy(s, by.id);
  if (!ticket || !isKept(ticket)) return;
  moveTicket(s, ticket.id, 'used', { byInteractionId: by.id, overAt: t.now });
  t.tell(routingFacts.ticketUsed, { interactionId: ticket.id, byInteractionId: by.id, agentId, at: t.now });
}

/** It is known now who she is. A place of hers in the same line is hers on this call, too. */
export function learnCustomer(s: State, t: Turn, interactionId: string, customerId: string): void {
  const own = s.tickets.get(interactionId);
  if (own && own.customerId === null) callBackByItself(s, t, s.tickets.put({ ...own, customerId }));
  const i = s.interactions.get(interactionId);
  if (!i || i.customerId !== null || i.stage === 'ended') return;
  const place = inLine(i) && i.ticketOf === null ? placeOf(s, customerId, i.queueId) : undefined;
  const takes = place && (place.state === 'open' || place.state === 'waiting' || place.state === 'resting');
  if (takes) takePlace(s, t, place, i);
  const arrivedAt = takes ? Math.min(i.arrivedAt, place.arrivedAt) : i.arrivedAt;
  s.interactions.put({ ...i, customerId, arrivedAt, ticketOf: takes ? place.id : i.ticketOf });
}

/** She is on the line herself: nobody needs to call her. */
function takePlace(s: State, t: Turn, x: Ticket, i: Interaction): void {
  leaveLine(s, t, x, 'callback');
  arrivedEarlier(s, x.id, i.arrivedAt);
  moveTicket(s, x.id, 'calling', { byInteractionId: i.id, dueAt: null });
  t.tell(routingFacts.ticketJoined, {
    interactionId: x.id,
    byInteractionId: i.id,
    arrivedAt: Math.min(x.arrivedAt, i.arrivedAt),
    at: t.now,
  });
}
