import { routingFacts } from '#common/contracts/routing.js';
import type { TryOutcome } from '#common/contracts/words.js';
import { callbackRules, FAULT_REST_MS } from './callback-rules.js';
import { tellLeft } from './caller.js';
import type { Turn } from './effects.js';
import { inLine } from './line.js';
import type { Interaction, Ticket } from './model.js';
import { moveStage, moveTicket } from './moves.js';
import { close, goInLine } from './place.js';
import type { State } from './state.js';

/** A call back came to nothing: what stood in line for it is over, her place goes on. */
export function tryFailed(s: State, t: Turn, i: Interaction, outcome: TryOutcome): void {
  if (inLine(i)) tellLeft(t, i, 'callback', null);
  moveStage(s, i.id, 'ended', t.now, { endedAt: t.now });
  tried(s, t, i, outcome);
}

/** What becomes of a place whose call has ended without her having been spoken to. */
export function tried(s: State, t: Turn, i: Interaction, outcome: TryOutcome): void {
  const x = s.tickets.get(i.ticketOf ?? '');
  if ((x?.state !== 'calling' && x?.state !== 'waiting') || x.byInteractionId !== i.id) return;
  const rules = callbackRules(s, x.queueId);
  if (!x.auto || !rules) return reopen(s, x);
  // She called by herself and hung up again: nobody has tried to reach her.
  if (i.direction === 'inbound') return goInLine(s, t, x.id);
  const attempts = x.attempts + (outcome === 'customer' ? 1 : 0);
  s.tickets.put({ ...x, attempts });
  const rest = outcome === 'customer' ? rules.retryMs : outcome === 'fault' ? FAULT_REST_MS : 0;
  const nextAt = attempts < rules.attempts ? t.now + rest : null;
  t.tell(routingFacts.ticketTried, {
    interactionId: x.id,
    byInteractionId: i.id,
    outcome,
    attempts,
    nextAt,
    at: t.now,
  });
  if (nextAt === null) close(s, t, s.tickets.get(x.id)!, 'given-up', 'attempts');
  else goInLine(s, t, x.id, nextAt);
}

/** Whoever may calls her by a click. */
const reopen = (s: State, x: Ticket): void => void moveTicket(s, x.id, 'open', { byInteractionId: null });
