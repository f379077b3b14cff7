import { routingFacts } from '#common/contracts/routing.js';
import type { Turn } from './effects.js';
import { inLine } from './line.js';
import type { Interaction, Ticket } from './model.js';
import type { State } from './state.js';

/** Her call is cut through no fault of hers: her place stays. */
export function keepTicket(s: State, t: Turn, i: Interaction, at: number): void {
  if (s.tickets.get(i.id) || i.ticketOf !== null) return;
  const holder = s.reservations.get(i.holder ?? '');
  s.tickets.put({
    id: i.id,
    queueId: i.queueId,
    arrivedAt: i.arrivedAt,
    keptAt: at,
    phase: inLine(i) ? 'waiting' : 'talking',
    agentId: inLine(i) ? null : (holder?.agentId ?? null),
    customerId: i.customerId,
    language: i.language,
    state: 'open',
    byInteractionId: null,
  });
  t.tell(routingFacts.ticketKept, {
    interactionId: i.id,
    queueId: i.queueId,
    arrivedAt: i.arrivedAt,
    reason: 'node-lost',
    at,
  });
}

const ticketServedBy = (s: State, interactionId: string): Ticket | undefined =>
  s.tickets.get(s.interactions.get(interactionId)?.ticketOf ?? '');

/** The attempt came to nothing: somebody else may try. */
export function reopen(s: State, interactionId: string): void {
  const ticket = ticketServedBy(s, interactionId);
  if (ticket?.state === 'calling') s.tickets.put({ ...ticket, state: 'open', byInteractionId: null });
}

/** She was spoken to: the ticket has done its work. */
export function spendTicket(s: State, t: Turn, by: Interaction, agentId: string): void {
  const ticket = ticketServedBy(s, by.id);
  if (!ticket || ticket.state === 'used') return;
  s.tickets.put({ ...ticket, state: 'used', byInteractionId: by.id });
  t.tell(routingFacts.ticketUsed, { interactionId: ticket.id, byInteractionId: by.id, agentId, at: t.now });
}

/** It is known now who she is. A ticket of hers for the same queue gives her its place. */
export function learnCustomer(s: State, interactionId: string, customerId: string, now: number): void {
  const ticketToo = s.tickets.get(interactionId);
  if (ticketToo && ticketToo.customerId === null) s.tickets.put({ ...ticketToo, customerId });
  const i = s.interactions.get(interactionId);
  if (!i || i.customerId !== null || i.stage === 'ended') return;
  const open = inLine(i) && i.ticketOf === null ? openTicketOf(s, customerId, i.queueId) : undefined;
  s.interactions.put({
    ...i,
    customerId,
    ticketOf: open?.id ?? i.ticketOf,
    arrivedAt: Math.min(i.arrivedAt, open?.arrivedAt ?? now),
  });
  if (open) s.tickets.put({ ...open, state: 'calling', byInteractionId: i.id });
}

function openTicketOf(s: State, customerId: string, queueId: string | null): Ticket | undefined {
  for (const x of s.tickets.values())
    if (x.state === 'open' && x.customerId === customerId && x.queueId === queueId) return x;
  return undefined;
}
