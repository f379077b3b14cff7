import type { Turn } from './effects.js';
import type { Input } from './inputs.js';
import type { State } from './state.js';
import { complete, isTalking, isWrapping } from './talk.js';

/** Wrap-up was finished with a disposition. After the time limit it is still accepted: the note is kept, the agent is free already. */
export function wrapUp(s: State, t: Turn, input: Extract<Input, { type: 'wrap-up' }>) {
  const r = s.reservations.get(input.reservationId);
  if (!r) return { ok: false, code: 'ROUTING.RESERVATION_GONE' };
  if (r.agentId !== input.agentId) return { ok: false, code: 'ROUTING.NOT_YOURS' };
  if (isTalking(r)) return { ok: false, code: 'ROUTING.STILL_TALKING' };
  if (isWrapping(r)) complete(s, t, r, Math.min(t.now, Math.max(input.at, r.endedAt!)), input.dispositionId);
  return { ok: true };
}
