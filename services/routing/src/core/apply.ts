import { callAgain } from './call-again.js';
import { chooseStatus, deskCommand } from './command.js';
import { attach, lost, phoneChanged, sessionEnded } from './desk.js';
import { tick } from './due.js';
import type { Turn } from './effects.js';
import { callMissing, interactionEnd } from './end.js';
import { enqueue } from './enqueue.js';
import { commandRefused, legMissing } from './heal.js';
import type { Input } from './inputs.js';
import type { Answered } from './model.js';
import { report } from './report.js';
import { giveUpCallback, moveCallback, requestCallback } from './request-callback.js';
import type { State } from './state.js';
import { takeCallback } from './take-callback.js';
import { learnCustomer } from './ticket.js';
import { transfer } from './transfer.js';
import { wrapUp } from './wrap-up.js';

/**
 * The one way in which routing's state changes. What is durable of it is in `state`'s undo log, what is to be told or asked in
 * `turn`; the value is the answer to who sent the input. Throws a SpillwayError when the input is refused: then nothing changed.
 */
export function apply(s: State, t: Turn, input: Input): unknown {
  const marks = s.mark();
  const mark = t.mark();
  try {
    return act(s, t, input);
  } catch (error) {
    s.rollback(marks);
    t.rollback(mark);
    throw error;
  }
}

function act(s: State, t: Turn, input: Input): unknown {
  switch (input.type) {
    case 'enqueue':
      return enqueue(s, t, input);
    case 'interaction-end':
      return interactionEnd(s, t, input);
    case 'report':
      return report(s, t, input);
    case 'wrap-up':
      return wrapUp(s, t, input);
    case 'transfer':
      return once(s, t, input.commandId, input.deadline, () => transfer(s, t, input));
    case 'desk-attach':
      return attach(s, t, input);
    case 'desk-lost':
      return lost(s, t, input);
    case 'desk-command':
      return once(s, t, input.command.id, input.command.deadline, () => deskCommand(s, t, input));
    case 'session-ended':
      return sessionEnded(s, t, input);
    case 'phone-changed':
      return phoneChanged(s, t, input);
    case 'set-status':
      return chooseStatus(s, t, input.agentId, input.status, 'set-by-lead');
    case 'call-again':
      return once(s, t, input.commandId, input.deadline, () => callAgain(s, t, input));
    case 'identified':
      return learnCustomer(s, t, input.interactionId, input.customerId);
    case 'take-callback':
      return takeCallback(s, t, input);
    case 'request-callback':
      return requestCallback(s, t, input);
    case 'move-callback':
      return moveCallback(s, t, input.ticketId, input.slotAt, input.by);
    case 'give-up-callback':
      return giveUpCallback(s, t, input.ticketId, input.by);
    case 'config':
      s.config = input.config;
      return undefined;
    case 'command-refused':
      return commandRefused(s, t, input);
    case 'call-missing':
      return callMissing(s, t, input);
    case 'leg-missing':
      return legMissing(s, t, input);
    case 'tick':
      return tick(s, t);
  }
}

/** However late a command may come by its own word, its answer is remembered for no longer than this, ms. */
const LONGEST_MS = 60_000;

/** A command is done once: a repeat gets the first answer, a late one is refused. */
function once(s: State, t: Turn, id: string, deadline: number, act: () => Answered['answer']): Answered['answer'] {
  const before = s.answered.get(id);
  if (before) return before.answer;
  if (t.now > deadline) return { ok: false, code: 'ROUTING.TOO_LATE' };
  return s.answered.put({ id, deadline: Math.min(deadline, t.now + LONGEST_MS), answer: act() }).answer;
}
