import { routingFacts } from '#common/contracts/routing.js';
import { release } from '#common/contracts/telephony.js';
import { refreshWork } from './agent.js';
import { tellLeft } from './caller.js';
import { customerAnswered } from './customer-answered.js';
import type { Turn } from './effects.js';
import type { Input } from './inputs.js';
import { ended } from './leg-ended.js';
import { inLine } from './line.js';
import { loseTalk, rejoined } from './lost.js';
import type { Reservation } from './model.js';
import { moveReservation, moveStage, moveTalk } from './moves.js';
import { about } from './reserve.js';
import type { State } from './state.js';
import { isTalking, within } from './talk.js';
import { spendTicket } from './ticket.js';
import { unanswered } from './unanswered.js';

type Report = Extract<Input, { type: 'report' }>;

/** What became of a leg, as telephony saw it. */
export function report(s: State, t: Turn, input: Report): { known: boolean } {
  const r = s.reservations.get(input.reservationId);
  if (!r) return { known: false };
  const at = within(r, input.at, t.now);
  switch (input.outcome) {
    case 'ringing':
      break;
    case 'answered':
      answered(s, t, r, at);
      break;
    case 'rejected':
    case 'busy':
      unanswered(s, t, r, 'rejected-by-phone', at, false);
      break;
    case 'no-answer':
      unanswered(s, t, r, 'no-answer', at, false);
      break;
    case 'unreachable':
      unanswered(s, t, r, 'unreachable', at, false);
      break;
    case 'lost':
      if (r.state === 'pending') unanswered(s, t, r, 'phone-lost', at, false);
      else if (isTalking(r)) loseTalk(s, t, r, at);
      break;
    case 'rejoined':
      rejoined(s, t, r, at);
      break;
    case 'ended':
      if (r.state === 'pending') unanswered(s, t, r, 'rejected-by-phone', at, false);
      else if (isTalking(r)) ended(s, t, r, at);
      break;
    case 'held':
      held(s, t, r, at);
      break;
    case 'retrieved':
      retrieved(s, t, r, at);
      break;
    case 'customer-answered':
      customerAnswered(s, t, r);
      break;
  }
  return { known: true };
}

function answered(s: State, t: Turn, r: Reservation, at: number): void {
  // Answered in the moment in which it was taken back: the leg must not stay.
  if (r.state !== 'pending') {
    if (r.state !== 'accepted') t.ask(release, { interactionId: r.interactionId, reservationId: r.id });
    return;
  }
  const i = s.interactions.get(r.interactionId)!;
  moveReservation(s, r.id, 'accepted', { answeredAt: at });
  moveTalk(s, r.id, 'talking');
  t.tell(routingFacts.reservationAccepted, {
    ...about(r, at),
    queueId: r.queueId,
    kind: r.kind,
    rang: at - r.offeredAt,
    waited: r.kind === 'offer' ? Math.max(0, at - i.enteredAt) : null,
  });
  // Her agent is there; now the customer's phone rings.
  if (r.kind === 'callback' && i.absent && i.stage === 'ringing') moveStage(s, i.id, 'dialling', t.now);
  else if (r.kind !== 'consult') {
    const served = inLine(i);
    if (served) tellLeft(t, i, 'answered', r.id);
    moveStage(s, i.id, 'talking', t.now, { holder: r.id, first: false });
    if (served) spendTicket(s, t, i, r.agentId!);
  }
  const a = s.agents.get(r.agentId ?? '');
  if (a) s.agents.put({ ...a, contacts: (a.contacts ?? 0) + 1 });
  refreshWork(s, t, r.agentId);
}

function held(s: State, t: Turn, r: Reservation, at: number): void {
  if (!isTalking(r) || r.talk !== 'talking') return;
  moveTalk(s, r.id, 'held', { heldSince: at });
  t.tell(routingFacts.talkHeld, about(r, at));
}
function retrieved(s: State, t: Turn, r: Reservation, at: number): void {
  if (!isTalking(r) || r.talk !== 'held') return;
  moveTalk(s, r.id, 'talking', { heldMs: r.heldMs + at - r.heldSince!, heldSince: null });
  t.tell(routingFacts.talkRetrieved, about(r, at));
}
