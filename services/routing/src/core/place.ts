import { routingFacts } from '#common/contracts/routing.js';
import { callbackRules, isLineOpen, lineOpensAt, TICKET_MS } from './callback-rules.js';
import { tellLeft } from './caller.js';
import type { Turn } from './effects.js';
import type { Interaction, Ticket } from './model.js';
import { moveStage, moveTicket } from './moves.js';
import type { State } from './state.js';

const OVER: ReadonlySet<Ticket['state']> = new Set(['used', 'given-up', 'expired']);
/** She may still be called. */
export const isKept = (x: Ticket): boolean => !OVER.has(x.state);

type Known = Pick<Ticket, 'id' | 'queueId' | 'arrivedAt' | 'customerId' | 'language' | 'origin'>;

/** A place that is kept from now on, before it is said what becomes of it. */
export const newTicket = (s: State, now: number, known: Known, also: Partial<Ticket> = {}): Ticket => ({
  keptAt: now,
  phase: 'waiting',
  agentId: null,
  state: 'open',
  byInteractionId: null,
  verified: false,
  priority: 0,
  auto: false,
  attempts: 0,
  queued: 0,
  dueAt: null,
  expiresAt: now + (callbackRules(s, known.queueId)?.expiresMs ?? TICKET_MS),
  overAt: null,
  ...known,
  ...also,
});

/** One place for one person and one queue: hers, if there is one. */
export function placeOf(s: State, customerId: string | null, queueId: string | null): Ticket | undefined {
  if (customerId === null) return undefined;
  for (const x of s.tickets.values()) if (x.customerId === customerId && x.queueId === queueId && isKept(x)) return x;
  return undefined;
}

/** She is called by herself when her turn comes: in line now, or when the queue opens. */
export function goInLine(s: State, t: Turn, ticketId: string, notBefore = t.now): void {
  const x = s.tickets.get(ticketId)!;
  const from = Math.max(t.now, notBefore);
  const at = lineOpensAt(s, x.queueId, from);
  if (at === null || at >= x.expiresAt) return close(s, t, x, 'expired', 'expired');
  if (at > t.now) {
    moveTicket(s, x.id, 'resting', { byInteractionId: null, dueAt: at });
    if (at > from) t.tell(routingFacts.ticketMoved, { interactionId: x.id, dueAt: at, by: 'hours', at: t.now });
  } else standInLine(s, t, x);
}

/** An interaction without anybody on the line, with her original arrival: it is ranked like all others. */
function standInLine(s: State, t: Turn, x: Ticket): void {
  const i = s.interactions.put({
    id: t.newId(),
    stage: 'waiting',
    queueId: x.queueId,
    medium: 'voice',
    direction: 'outbound',
    node: null,
    arrivedAt: x.arrivedAt,
    enteredAt: t.now,
    priority: x.priority,
    first: false,
    language: x.language,
    customerId: x.customerId,
    holder: null,
    ticketOf: x.id,
    absent: true,
    restUntil: null,
    changedAt: t.now,
    endedAt: null,
  });
  moveTicket(s, x.id, 'waiting', { byInteractionId: i.id, dueAt: null, queued: x.queued + 1 });
  const own = { interactionId: i.id, queueId: x.queueId!, arrivedAt: i.arrivedAt, at: t.now };
  // Who had been in line before is not counted a second time among those who came.
  const came = x.queued === 0 && (x.origin === 'web' || x.origin === 'app');
  if (came) t.tell(routingFacts.queueEntered, { ...own, medium: i.medium, priority: i.priority });
  else t.tell(routingFacts.queueReturned, { ...own, reason: 'callback' });
  t.tell(routingFacts.ticketQueued, {
    interactionId: x.id,
    byInteractionId: i.id,
    queueId: x.queueId!,
    arrivedAt: x.arrivedAt,
    attempt: x.attempts + 1,
    at: t.now,
  });
}

/** What stands in line for her goes: she comes back to it later, or not at all. */
export function leaveLine(s: State, t: Turn, x: Ticket, reason: 'callback' | 'ended'): void {
  const i = x.state === 'waiting' ? s.interactions.get(x.byInteractionId ?? '') : undefined;
  if (i?.stage !== 'waiting' || !i.absent) return;
  tellLeft(t, i, reason, null);
  moveStage(s, i.id, 'ended', t.now, { endedAt: t.now });
}

type Closing = 'expired' | 'attempts' | 'customer' | 'lead' | 'queue-gone';

/** She is not called any more. */
export function close(s: State, t: Turn, x: Ticket, to: 'expired' | 'given-up', reason: Closing): void {
  leaveLine(s, t, x, 'ended');
  moveTicket(s, x.id, to, { overAt: t.now, dueAt: null });
  t.tell(routingFacts.ticketClosed, { interactionId: x.id, reason, at: t.now });
}

/** The house closes: places wait outside of the line until it opens. */
export function untilItOpens(s: State, t: Turn, x: Ticket): void {
  if (x.state !== 'waiting' || isLineOpen(s, x.queueId, t.now)) return;
  leaveLine(s, t, x, 'callback');
  moveTicket(s, x.id, 'resting', { byInteractionId: null });
  goInLine(s, t, x.id);
}

/** An earlier arrival of hers counts, also for what stands in line for her already. */
export function arrivedEarlier(s: State, ticketId: string, arrivedAt: number): void {
  const x = s.tickets.get(ticketId)!;
  if (arrivedAt >= x.arrivedAt) return;
  s.tickets.put({ ...x, arrivedAt });
  const i: Interaction | undefined = s.interactions.get(x.byInteractionId ?? '');
  if (x.state === 'waiting' && i) s.interactions.put({ ...i, arrivedAt });
}
