import type { Turn } from './effects.js';
import type { Input } from './inputs.js';
import { ended } from './leg-ended.js';
import { loseTalk } from './lost.js';
import type { State } from './state.js';
import { isTalking } from './talk.js';
import { type Unanswered, unanswered } from './unanswered.js';

/** A reservation whose leg Asterisk does not have: an offer goes to the next agent, a talk counts as lost. */
export function legMissing(s: State, t: Turn, input: Extract<Input, { type: 'leg-missing' }>): void {
  const r = s.reservations.get(input.reservationId);
  if (!r || (r.answeredAt ?? r.offeredAt) >= input.seenAt) return;
  if (r.state === 'pending') unanswered(s, t, r, 'healed', t.now, false);
  else if (isTalking(r) && r.talk !== 'lost') loseTalk(s, t, r, t.now);
}

/** What is said of the engine or of time, not of the agent's phone. */
const NOBODYS_FAULT = /NODE_AWAY|TOO_LATE|NO_TRUNK/;

/** telephony could not do what was committed. It knows the engine, so its word counts; the end of a call it tells by itself. */
export function commandRefused(s: State, t: Turn, input: Extract<Input, { type: 'command-refused' }>): void {
  const r = s.reservations.get(input.reservationId ?? '');
  if (!r) return;
  if (/\.(offer|dial|call-out)$/.test(input.subject)) unanswered(s, t, r, whyRefused(input.code), t.now, false);
  if (/\.release$/.test(input.subject) && isTalking(r)) ended(s, t, r, t.now);
}

const whyRefused = (code: string): Unanswered =>
  code === 'TELEPHONY.CALL_GONE' ? 'caller-gone' : NOBODYS_FAULT.test(code) ? 'healed' : 'unreachable';
