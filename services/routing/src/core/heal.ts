import type { Turn } from './effects.js';
import { callMissing } from './end.js';
import type { Input } from './inputs.js';
import { ended } from './leg-ended.js';
import { loseTalk } from './lost.js';
import type { State } from './state.js';
import { isTalking } from './talk.js';
import { unanswered } from './unanswered.js';

/** A reservation whose leg Asterisk does not have: an offer goes to the next agent, a talk counts as lost. */
export function legMissing(s: State, t: Turn, input: Extract<Input, { type: 'leg-missing' }>): void {
  const r = s.reservations.get(input.reservationId);
  if (!r || (r.answeredAt ?? r.offeredAt) >= input.seenAt) return;
  if (r.state === 'pending') unanswered(s, t, r, 'healed', t.now, false);
  else if (isTalking(r) && r.talk !== 'lost') loseTalk(s, t, r, t.now);
}

/** telephony could not do what was committed. It knows the engine, so its word counts. */
export function commandRefused(s: State, t: Turn, input: Extract<Input, { type: 'command-refused' }>): void {
  if (/CALL_GONE|UNKNOWN_CALL/.test(input.code))
    callMissing(s, t, { type: 'call-missing', interactionId: input.interactionId, seenAt: t.now + 1 });
  const r = s.reservations.get(input.reservationId ?? '');
  if (!r) return;
  if (/\.(offer|dial|call-out)$/.test(input.subject)) unanswered(s, t, r, 'unreachable', t.now, false);
  if (/\.release$/.test(input.subject) && isTalking(r)) ended(s, t, r, t.now);
}
