import { consultFrom, endConsult, handOver, isConsultHalf } from './consult.js';
import type { Turn } from './effects.js';
import type { Reservation } from './model.js';
import { moveStage } from './moves.js';
import type { State } from './state.js';
import { endTalk, isTalking } from './talk.js';
import { tryFailed } from './tried.js';

/** The agent is there, the customer's phone still rings. */
export const isDialling = (s: State, r: Reservation): boolean =>
  s.interactions.get(r.interactionId)?.stage === 'dialling';

/** The agent is gone before the customer answered; telephony ends the call with her. */
function rangOff(s: State, t: Turn, r: Reservation, at: number): void {
  tryFailed(s, t, s.interactions.get(r.interactionId)!, 'customer');
  endTalk(s, t, r, 'hung-up', at, false);
}

/** The leg is gone by somebody's will: for who has the caller, to hang up while consulting is to hand over. */
export function ended(s: State, t: Turn, r: Reservation, at: number): void {
  if (isDialling(s, r)) return rangOff(s, t, r, at);
  const half = consultFrom(s, r);
  if (isConsultHalf(s, r)) endConsult(s, t, r, 'hung-up', at);
  else if (half && isTalking(half)) handOver(s, t, r, half, at);
  else {
    endTalk(s, t, r, 'hung-up', at, true);
    if (half) endConsult(s, t, half, 'hung-up', at);
    moveStage(s, r.interactionId, 'closing', t.now);
  }
}
