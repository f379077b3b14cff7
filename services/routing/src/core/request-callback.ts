import { routingFacts } from '#common/contracts/routing.js';
import { callbackRules, isLineOpen, SLOTS_AHEAD_MS } from './callback-rules.js';
import type { Turn } from './effects.js';
import type { Input } from './inputs.js';
import { moveTicket } from './moves.js';
import { close, goInLine, isKept, leaveLine, newTicket, placeOf } from './place.js';
import { slotsOf } from './slots.js';
import type { State } from './state.js';
import { tellKept } from './ticket.js';

export interface Requested {
  readonly ok: boolean;
  readonly code?: string;
  readonly dueAt?: number;
}
const no = (reason: string): Requested => ({ ok: false, code: `ROUTING.${reason}` });
type Request = Extract<Input, { type: 'request-callback' }>;

/** A callback asked for on a page or in an app: now, when it is her turn, or as an appointment. */
export function requestCallback(s: State, t: Turn, input: Request): Requested {
  const known = s.tickets.get(input.ticketId);
  if (known) return { ok: true, dueAt: known.dueAt ?? known.arrivedAt };
  if (!s.config.queues.has(input.queueId)) return no('UNKNOWN_QUEUE');
  const rules = callbackRules(s, input.queueId);
  if (!rules) return no('CALLBACK_OFF');
  if (placeOf(s, input.customerId, input.queueId)) return no('CALLBACK_DUPLICATE');
  const { slotAt } = input;
  const refusal = slotAt === undefined ? closedNow(s, t, input) : badSlot(s, t, input.queueId, slotAt);
  if (refusal) return refusal;
  const arrivedAt = slotAt ?? t.now;
  const { ticketId: id, queueId, customerId, origin, verified } = input;
  const x = s.tickets.put(
    newTicket(
      s,
      t.now,
      { id, queueId, customerId, origin, arrivedAt, language: input.language ?? null },
      {
        auto: true,
        verified,
        priority: s.config.queues.get(queueId)!.priority,
        ...(slotAt === undefined
          ? {}
          : { state: 'scheduled' as const, dueAt: slotAt, slotAt, expiresAt: slotAt + rules.expiresMs }),
      },
    ),
  );
  tellKept(t, x, t.now);
  if (slotAt === undefined) goInLine(s, t, id);
  return { ok: true, dueAt: arrivedAt };
}

const closedNow = (s: State, t: Turn, { queueId }: Request): Requested | undefined =>
  isLineOpen(s, queueId, t.now) ? undefined : no('CALLBACK_CLOSED');

/** Why this is no time for an appointment; undefined: it is one. */
export function badSlot(s: State, t: Turn, queueId: string, slotAt: number): Requested | undefined {
  const rules = callbackRules(s, queueId);
  const length = rules?.slotMs ?? 0;
  if (length <= 0 || slotAt % length !== 0 || slotAt <= t.now) return no('CALLBACK_NO_SLOT');
  if (slotAt >= t.now + (rules?.slotAheadMs ?? SLOTS_AHEAD_MS)) return no('CALLBACK_NO_SLOT');
  const slot = slotsOf(s, queueId, slotAt, t.now)[0];
  if (slot?.from !== slotAt) return no('CALLBACK_CLOSED');
  return slot.free > 0 ? undefined : no('CALLBACK_SLOT_FULL');
}

/** Another time for a place that is kept, or for an appointment. */
export function moveCallback(s: State, t: Turn, ticketId: string, slotAt: number, by: 'customer' | 'lead'): Requested {
  const x = s.tickets.get(ticketId);
  if (!x || (x.state !== 'scheduled' && x.state !== 'waiting' && x.state !== 'resting')) return no('TICKET_GONE');
  const refusal = badSlot(s, t, x.queueId ?? '', slotAt);
  if (refusal) return refusal;
  return movedTo(s, t, x.id, slotAt, by);
}

function movedTo(s: State, t: Turn, id: string, slotAt: number, by: 'customer' | 'lead'): Requested {
  const x = s.tickets.get(id)!;
  leaveLine(s, t, x, 'callback');
  const expiresAt = slotAt + (callbackRules(s, x.queueId)?.expiresMs ?? 0);
  moveTicket(s, id, 'scheduled', { byInteractionId: null, dueAt: slotAt, slotAt, arrivedAt: slotAt, expiresAt });
  t.tell(routingFacts.ticketMoved, { interactionId: id, dueAt: slotAt, by, at: t.now });
  return { ok: true, dueAt: slotAt };
}

/** She does not want to be called any more, or a lead says so. */
export function giveUpCallback(s: State, t: Turn, ticketId: string, by: 'customer' | 'lead'): Requested {
  const x = s.tickets.get(ticketId);
  if (!x || !isKept(x)) return no('TICKET_GONE');
  if (x.state === 'calling') return no('TICKET_TAKEN');
  close(s, t, x, 'given-up', by);
  return { ok: true };
}
