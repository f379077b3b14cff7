import { callOut } from '#common/contracts/telephony.js';
import type { Turn } from './effects.js';
import type { Input } from './inputs.js';
import type { Answered } from './model.js';
import { moveTicket } from './moves.js';
import { leaveLine } from './place.js';
import { reserve } from './reserve.js';
import type { State } from './state.js';

const no = (reason: string): Answered['answer'] => ({ ok: false, code: `ROUTING.${reason}` });

/** An agent calls the holder of a ticket: her own phone rings first, then the customer's. */
export function callAgain(s: State, t: Turn, input: Extract<Input, { type: 'call-again' }>): Answered['answer'] {
  const ticket = s.tickets.get(input.ticketId);
  if (!ticket) return no('TICKET_GONE');
  if (ticket.state !== 'open' && ticket.state !== 'waiting' && ticket.state !== 'resting') return no('TICKET_TAKEN');
  if (ticket.customerId === null) return no('CUSTOMER_UNKNOWN');
  const a = s.agents.get(input.agentId);
  if (!a?.attached || a.status === 'offline') return no('NOT_ATTACHED');
  if (a.workState !== 'idle') return no('BUSY');
  if (a.phone === false) return no('PHONE_UNREACHABLE');
  leaveLine(s, t, ticket, 'callback');
  const i = s.interactions.put({
    id: t.newId(),
    stage: 'calling',
    queueId: ticket.queueId,
    medium: 'voice',
    direction: 'outbound',
    node: null,
    arrivedAt: ticket.arrivedAt,
    enteredAt: t.now,
    priority: 0,
    first: false,
    language: ticket.language,
    customerId: ticket.customerId,
    holder: null,
    ticketOf: ticket.id,
    restUntil: null,
    changedAt: t.now,
    endedAt: null,
  });
  const r = reserve(s, t, i, { kind: 'callback', agentId: a.id, queueId: i.queueId });
  s.interactions.put({ ...i, holder: r.id });
  moveTicket(s, ticket.id, 'calling', { byInteractionId: i.id, dueAt: null });
  t.ask(
    callOut,
    {
      interactionId: i.id,
      reservationId: r.id,
      agentId: a.id,
      customerId: ticket.customerId,
      ...(ticket.language ? { language: ticket.language } : {}),
      expiresAt: r.expiresAt,
      queueId: r.queueId,
    },
    r.expiresAt,
  );
  return { ok: true, reservationId: r.id };
}
