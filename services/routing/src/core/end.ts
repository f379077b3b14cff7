import { routingFacts } from '#common/contracts/routing.js';
import { rescind } from '#common/contracts/telephony.js';
import type { TryOutcome } from '#common/contracts/words.js';
import { refreshWork } from './agent.js';
import { tellLeft } from './caller.js';
import { isConsultHalf } from './consult.js';
import type { Turn } from './effects.js';
import type { Input } from './inputs.js';
import { inLine } from './line.js';
import type { Interaction, Reservation } from './model.js';
import { moveReservation, moveStage } from './moves.js';
import { remember } from './preferred.js';
import { about } from './reserve.js';
import type { State } from './state.js';
import { endTalk, isTalking, within } from './talk.js';
import { keepTicket, spendTicket } from './ticket.js';
import { tried } from './tried.js';

type End = Extract<Input, { type: 'interaction-end' }>;
type Gone = 'caller-gone' | 'node-lost' | 'healed';

/** The caller is gone: whoever was asked or talked is free at once. */
export function interactionEnd(s: State, t: Turn, input: End): { known: boolean } {
  const i = s.interactions.get(input.interactionId);
  if (!i) {
    s.strangers.set(input.interactionId, t.now);
    return { known: false };
  }
  if (i.stage === 'ended') return { known: true };
  const at = Math.min(t.now, Math.max(input.at, i.enteredAt));
  if (input.keepTicket && i.stage !== 'closing') keepTicket(s, t, i, at);
  const talked = input.phase === 'talk';
  const left = input.keepTicket ? 'ticket-kept' : input.cause === 'caller-hangup' ? 'abandoned' : 'ended';
  over(s, t, i, input.cause === 'node-lost' ? 'node-lost' : 'caller-gone', left, at, talked);
  return { known: true };
}

/** As above, when nobody told and Asterisk says that the call is not there. */
export function callMissing(s: State, t: Turn, input: Extract<Input, { type: 'call-missing' }>): void {
  const i = s.interactions.get(input.interactionId);
  if (i && i.stage !== 'ended' && i.changedAt < input.seenAt) over(s, t, i, 'healed', 'ended', t.now, false);
}

export function over(
  s: State,
  t: Turn,
  i: Interaction,
  why: Gone,
  left: 'abandoned' | 'ticket-kept' | 'ended',
  at: number,
  talked: boolean,
): void {
  const holder = s.reservations.get(i.holder ?? '');
  if (inLine(i)) tellLeft(t, i, i.absent ? 'callback' : left, null);
  moveStage(s, i.id, 'ended', t.now, { endedAt: t.now });
  // Nothing was said that would have to be written up when she was not reached.
  const unsaid = i.absent && i.stage === 'dialling';
  for (const r of s.ofInteraction(i.id)) free(s, t, r, why, at, unsaid || isConsultHalf(s, r));
  if (talked && holder?.agentId && holder.answeredAt !== null) remember(s, i, holder.agentId, t.now);
  if (i.ticketOf === null) return;
  if (talked && holder?.agentId && holder.answeredAt !== null) spendTicket(s, t, i, holder.agentId);
  else tried(s, t, i, outcomeOf(i, why));
}

/** Whose the failure was, for a place that was called. */
function outcomeOf(i: Interaction, why: Gone): TryOutcome {
  if (why !== 'caller-gone') return 'fault';
  return i.absent && i.stage === 'ringing' ? 'agent' : 'customer';
}

function free(s: State, t: Turn, r: Reservation, why: Gone, at: number, half: boolean): void {
  if (r.state === 'pending') {
    moveReservation(s, r.id, 'rescinded', { overAt: t.now });
    t.tell(routingFacts.reservationRescinded, { ...about(r, at), reason: why });
    t.ask(rescind, { interactionId: r.interactionId, reservationId: r.id });
    refreshWork(s, t, r.agentId, true);
  } else if (isTalking(r)) endTalk(s, t, r, why === 'caller-gone' ? 'hung-up' : why, within(r, at, t.now), !half);
}
