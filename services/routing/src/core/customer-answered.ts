import { tellLeft } from './caller.js';
import { limitsOf } from './config.js';
import type { Turn } from './effects.js';
import type { Reservation } from './model.js';
import { moveStage } from './moves.js';
import type { State } from './state.js';
import { isTalking } from './talk.js';
import { spendTicket } from './ticket.js';

/** She was called and has answered. Her agent is on the line, or is rung now. */
export function customerAnswered(s: State, t: Turn, r: Reservation): void {
  const i = s.interactions.get(r.interactionId);
  if (!i || i.holder !== r.id) return;
  if (i.stage === 'dialling' && r.state === 'pending') {
    // Whatever becomes of this agent, she does not wait behind anybody.
    moveStage(s, i.id, 'ringing', t.now, { absent: false, first: true });
    s.reservations.put({ ...r, expiresAt: t.now + limitsOf(s.config, r.queueId).ringMs });
    return;
  }
  if (!isTalking(r)) return;
  if (i.stage === 'dialling') {
    tellLeft(t, i, 'answered', r.id);
    moveStage(s, i.id, 'talking', t.now, { absent: false, first: false });
  }
  if (r.agentId !== null && i.stage !== 'ended') spendTicket(s, t, i, r.agentId);
}
