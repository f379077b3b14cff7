import { routingFacts } from '#common/contracts/routing.js';
import { rescind } from '#common/contracts/telephony.js';
import { refreshWork } from './agent.js';
import { callbackRules } from './callback-rules.js';
import { tellLeft } from './caller.js';
import type { Turn } from './effects.js';
import type { Input } from './inputs.js';
import { inLine } from './line.js';
import type { Interaction, Ticket } from './model.js';
import { moveReservation, moveStage, moveTicket } from './moves.js';
import { arrivedEarlier, goInLine, isKept, newTicket, placeOf } from './place.js';
import { about } from './reserve.js';
import type { State } from './state.js';
import { tellKept } from './ticket.js';

export interface Taken {
  readonly ok: boolean;
  readonly code?: string;
}
const no = (reason: string): Taken => ({ ok: false, code: `ROUTING.${reason}` });

/** She would rather be called back than wait: she leaves the line, and her place stands in it for her. */
export function takeCallback(s: State, t: Turn, input: Extract<Input, { type: 'take-callback' }>): Taken {
  const i = s.interactions.get(input.interactionId);
  if (!i) return no('NOT_IN_LINE');
  const had = s.tickets.get(i.id) ?? s.tickets.get(i.ticketOf ?? '');
  // A repeat: she left the line with the first one.
  if (i.stage === 'closing' && had && isKept(had)) return { ok: true };
  if (!inLine(i) || i.direction !== 'inbound') return no('NOT_IN_LINE');
  if (!callbackRules(s, i.queueId)?.offer) return no('CALLBACK_OFF');
  if (i.customerId === null) return no('CUSTOMER_UNKNOWN');
  stepOut(s, t, i);
  const hers = (i.ticketOf === null ? undefined : s.tickets.get(i.ticketOf)) ?? placeOf(s, i.customerId, i.queueId);
  if (hers) join(s, t, hers, i);
  else keep(s, t, i);
  return { ok: true };
}

function stepOut(s: State, t: Turn, i: Interaction): void {
  tellLeft(t, i, 'callback', null);
  moveStage(s, i.id, 'closing', t.now);
  for (const r of s.ofInteraction(i.id)) {
    if (r.state !== 'pending') continue;
    moveReservation(s, r.id, 'rescinded', { overAt: t.now });
    t.tell(routingFacts.reservationRescinded, { ...about(r, t.now), reason: 'cancelled' });
    t.ask(rescind, { interactionId: i.id, reservationId: r.id });
    refreshWork(s, t, r.agentId, true);
  }
}

function keep(s: State, t: Turn, i: Interaction): void {
  const { id, queueId, arrivedAt, customerId, language, priority } = i;
  const known = { id, queueId, arrivedAt, customerId, language, origin: 'key' } as const;
  const x = s.tickets.put(newTicket(s, t.now, known, { priority, auto: true }));
  tellKept(t, x, t.now);
  goInLine(s, t, x.id);
}

/** One place for one person and one queue. An appointment stays one. */
export function join(s: State, t: Turn, x: Ticket, by: Pick<Interaction, 'id' | 'arrivedAt'>): void {
  if (x.state !== 'scheduled') arrivedEarlier(s, x.id, by.arrivedAt);
  const { arrivedAt } = s.tickets.put({ ...s.tickets.get(x.id)!, auto: true });
  t.tell(routingFacts.ticketJoined, { interactionId: x.id, byInteractionId: by.id, arrivedAt, at: t.now });
  const served = x.state === 'calling' && x.byInteractionId === by.id;
  if (served) moveTicket(s, x.id, 'resting', { byInteractionId: null });
  if (served || x.state === 'open') goInLine(s, t, x.id);
}
