import { routingFacts } from '#common/contracts/routing.js';
import { rescind } from '#common/contracts/telephony.js';
import type { AgentStatus, StatusReason } from '#common/contracts/words.js';
import { refreshWork, setStatus } from './agent.js';
import { backInLine, firstInLine, oldPlaceInLine } from './caller.js';
import { callerBack } from './consult.js';
import type { Turn } from './effects.js';
import { consider } from './fitting.js';
import type { Reservation } from './model.js';
import { moveReservation, moveStage } from './moves.js';
import { about } from './reserve.js';
import type { State } from './state.js';
import { tryFailed } from './tried.js';

/** Why an offer came to nothing. */
export type Unanswered =
  | 'rejected-by-agent'
  | 'rejected-by-phone'
  | 'unreachable'
  | 'no-answer'
  | 'desktop-lost'
  | 'phone-lost'
  | 'caller-gone'
  | 'healed';

/** What it means for the agent, so that the same phone is not rung again for the next caller; none: she did nothing wrong. */
const BLAME: Partial<Record<Unanswered, readonly [AgentStatus, StatusReason]>> = {
  'rejected-by-agent': ['away', 'rejected'],
  'rejected-by-phone': ['away', 'rejected'],
  unreachable: ['not-responding', 'phone-unreachable'],
  'no-answer': ['not-responding', 'ring-no-answer'],
};

/** Trying the next agent at once would only spin. */
const NOBODYS: ReadonlySet<Unanswered> = new Set(['caller-gone', 'healed']);

/** She began this call by a click; what she does not take of it is her affair. */
const hasChosen = (s: State, r: Reservation): boolean =>
  r.kind === 'callback' && s.interactions.get(r.interactionId)?.stage === 'calling';

/** The offer ends unanswered: the agent is free of it at once and the caller goes on. `stop`: her phone may still ring. */
export function unanswered(s: State, t: Turn, r: Reservation, why: Unanswered, at: number, stop: boolean): void {
  if (r.state !== 'pending') return;
  close(s, t, r, why, at);
  const blame = r.agentId === null || hasChosen(s, r) ? undefined : BLAME[why];
  if (blame && s.agents.get(r.agentId!)?.statusAfterTalk == null) setStatus(s, t, r.agentId!, ...blame);
  if (stop) t.ask(rescind, { interactionId: r.interactionId, reservationId: r.id });
  refreshWork(s, t, r.agentId, why === 'caller-gone');
  goOn(s, t, r, why, !blame && stillFits(s, t, r));
}

function close(s: State, t: Turn, r: Reservation, why: Unanswered, at: number): void {
  const over = { overAt: t.now };
  if (why === 'no-answer') {
    moveReservation(s, r.id, 'timeout', over);
    t.tell(routingFacts.reservationTimeout, about(r, at));
  } else if (why === 'rejected-by-agent' || why === 'rejected-by-phone' || why === 'unreachable') {
    moveReservation(s, r.id, 'rejected', over);
    const by = why === 'rejected-by-agent' ? 'agent' : why === 'unreachable' ? 'unreachable' : 'phone';
    t.tell(routingFacts.reservationRejected, { ...about(r, at), by });
  } else {
    moveReservation(s, r.id, 'rescinded', over);
    t.tell(routingFacts.reservationRescinded, { ...about(r, at), reason: why });
  }
}

/** She would be the next one to be asked again. */
function stillFits(s: State, t: Turn, r: Reservation): boolean {
  const i = s.interactions.get(r.interactionId);
  return i !== undefined && r.agentId !== null && consider(s, r.agentId, i, t.now).fits;
}

/** Nobody took her over. Who was sent outside by a rule of overflow had not been served before. */
const backFrom = (s: State, t: Turn, r: Reservation): boolean =>
  r.fromReservationId === null
    ? oldPlaceInLine(s, t, r.interactionId)
    : firstInLine(s, t, r.interactionId, 'transfer-failed');

/** Where the caller goes, by the kind of the offer that failed. */
function goOn(s: State, t: Turn, r: Reservation, why: Unanswered, rest: boolean): void {
  const i = s.interactions.get(r.interactionId);
  if (!i || i.stage === 'ended') return;
  if (r.kind === 'offer' && i.stage === 'ringing') backInLine(s, t, i.id, rest);
  if (r.kind === 'transfer' && i.stage === 'transferring' && !backFrom(s, t, r)) moveStage(s, i.id, 'closing', t.now);
  if (r.kind === 'consult') callerBack(s, t, r);
  if (r.kind !== 'callback') return;
  // She has answered and is on the line: nobody rings off on her.
  if (!i.absent && i.stage === 'ringing') backInLine(s, t, i.id, rest);
  else tryFailed(s, t, i, i.stage === 'dialling' || NOBODYS.has(why) ? 'fault' : 'agent');
}
