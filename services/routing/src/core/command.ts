import { hold, release, retrieve } from '#common/contracts/telephony.js';
import type { AgentStatus } from '#common/contracts/words.js';
import { requestStatus } from './agent.js';
import { limitsOf } from './config.js';
import { consultFrom, endConsult, handOver, isHolder } from './consult.js';
import type { Turn } from './effects.js';
import type { Input } from './inputs.js';
import type { Answered, Reservation } from './model.js';
import type { State } from './state.js';
import { complete, isTalking, isWrapping } from './talk.js';
import { unanswered } from './unanswered.js';

type DeskCommand = Extract<Input, { type: 'desk-command' }>;
type Answer = Answered['answer'];
const ok: Answer = { ok: true };
const no = (reason: string): Answer => ({ ok: false, code: `ROUTING.${reason}` });

/** What a person may choose; the rest is routing's to set. */
const CHOOSABLE: ReadonlySet<AgentStatus> = new Set(['offline', 'available', 'break', 'training', 'meeting', 'away']);
const MOST_EXTENSIONS = 5;

export function deskCommand(s: State, t: Turn, { agentId, command: c }: DeskCommand): Answer {
  const a = s.agents.get(agentId);
  if (!a || a.session !== c.session) return no('NOT_ATTACHED');
  if (c.epoch < a.epoch) return no('STALE_EPOCH');
  if (c.verb === 'set-status') return chooseStatus(s, t, agentId, c.status);
  const r = s.reservations.get(c.reservation ?? '');
  if (!r) return no('RESERVATION_GONE');
  const own = r.agentId === agentId;
  const asked = !own && s.reservations.get(r.fromReservationId ?? '')?.agentId === agentId && !isHolder(s, r);
  if (!own && !asked) return no('NOT_YOURS');
  switch (c.verb) {
    case 'reject':
      if (!own || r.state !== 'pending') return no('NOT_RINGING');
      unanswered(s, t, r, 'rejected-by-agent', t.now, true);
      return ok;
    case 'hang-up':
      return hangUp(s, t, r, own);
    case 'hold':
    case 'retrieve':
      return holding(t, r, own, c.verb);
    case 'consult-complete':
    case 'consult-cancel':
      return consulting(s, t, own ? r : s.reservations.get(r.fromReservationId!)!, c.verb);
    case 'wrap-up-done':
      if (!own || !isWrapping(r)) return no('NOT_WRAPPING');
      complete(s, t, r, t.now, null);
      return ok;
    case 'wrap-up-extend':
      return own ? extend(s, r) : no('NOT_YOURS');
  }
}

export function chooseStatus(
  s: State,
  t: Turn,
  agentId: string,
  status: AgentStatus | undefined,
  reason: 'chosen' | 'set-by-lead' = 'chosen',
): Answer {
  if (!status || !CHOOSABLE.has(status)) return no('BAD_STATUS');
  requestStatus(s, t, agentId, status, reason);
  return ok;
}

function hangUp(s: State, t: Turn, r: Reservation, own: boolean): Answer {
  if (!own) {
    endConsult(s, t, r, 'hung-up', t.now);
    return ok;
  }
  if (r.state === 'pending') {
    unanswered(s, t, r, 'rejected-by-agent', t.now, true);
    return ok;
  }
  if (!isTalking(r)) return no('NOT_TALKING');
  t.ask(release, { interactionId: r.interactionId, reservationId: r.id });
  return ok;
}

/** The state follows from telephony's report that it was done. */
function holding(t: Turn, r: Reservation, own: boolean, verb: 'hold' | 'retrieve'): Answer {
  if (!own || r.talk !== (verb === 'hold' ? 'talking' : 'held')) return no('NOT_TALKING');
  t.ask(verb === 'hold' ? hold : retrieve, { interactionId: r.interactionId, reservationId: r.id });
  return ok;
}

function consulting(s: State, t: Turn, holder: Reservation, verb: 'consult-complete' | 'consult-cancel'): Answer {
  const half = consultFrom(s, holder);
  if (!half) return no('NOT_CONSULTING');
  if (verb === 'consult-cancel') endConsult(s, t, half, 'hung-up', t.now);
  else if (isTalking(half)) handOver(s, t, holder, half, t.now);
  else return no('CONSULT_NOT_ANSWERED');
  return ok;
}

function extend(s: State, r: Reservation): Answer {
  if (!isWrapping(r)) return no('NOT_WRAPPING');
  if (r.wrapExtensions >= MOST_EXTENSIONS) return no('WRAP_UP_LIMIT');
  s.reservations.put({
    ...r,
    wrapExtensions: r.wrapExtensions + 1,
    wrapUntil: r.wrapUntil! + limitsOf(s.config, r.queueId).wrapMs,
  });
  return ok;
}
