import { routingFacts } from '#common/contracts/routing.js';
import { rejoin, release } from '#common/contracts/telephony.js';
import { setStatus } from './agent.js';
import { firstInLine } from './caller.js';
import { limitsOf } from './config.js';
import { consultFrom, endConsult, isConsultHalf } from './consult.js';
import type { Turn } from './effects.js';
import { ended, isDialling } from './leg-ended.js';
import type { Reservation } from './model.js';
import { moveStage, moveTalk } from './moves.js';
import { about } from './reserve.js';
import type { State } from './state.js';
import { endTalk } from './talk.js';

/** How often a new leg is asked for while she is lost, ms; coming back asks at once. */
export const REJOIN_EVERY_MS = 2000;

/** Her leg is gone against her will: telephony holds and tells the caller; she has `lostMs` to come back. */
export function loseTalk(s: State, t: Turn, r: Reservation, at: number): void {
  if (r.talk === 'lost') s.reservations.put({ ...r, rejoinAt: r.rejoinAt === null ? null : t.now });
  else if (r.agentId === null || isConsultHalf(s, r) || isDialling(s, r)) ended(s, t, r, at);
  else lose(s, t, r, at);
}

function lose(s: State, t: Turn, r: Reservation, at: number): void {
  const half = consultFrom(s, r);
  moveTalk(s, r.id, 'lost', {
    lostUntil: t.now + limitsOf(s.config, r.queueId).lostMs,
    rejoinAt: null,
    heldMs: r.heldMs + (r.heldSince === null ? 0 : at - r.heldSince),
    heldSince: null,
  });
  t.tell(routingFacts.talkLost, about(r, at));
  moveStage(s, r.interactionId, 'lost', t.now);
  if (half) endConsult(s, t, half, 'hung-up', at);
  callBack(s, t, r.id, true);
}

/** Asks telephony for a new leg to her, if she can be reached. */
export function callBack(s: State, t: Turn, reservationId: string, atOnce: boolean): void {
  const r = s.reservations.get(reservationId);
  const a = r?.agentId ? s.agents.get(r.agentId) : undefined;
  if (r?.talk !== 'lost' || !a?.attached || a.phone === false) return;
  if (!atOnce && r.rejoinAt !== null && t.now - r.rejoinAt < REJOIN_EVERY_MS) return;
  s.reservations.put({ ...r, rejoinAt: t.now });
  t.ask(
    rejoin,
    { interactionId: r.interactionId, reservationId: r.id, agentId: a.id },
    Math.min(r.lostUntil!, t.now + REJOIN_EVERY_MS),
  );
}

export const callBackAll = (s: State, t: Turn, agentId: string): void => {
  for (const r of s.ofAgent(agentId)) callBack(s, t, r.id, true);
};

export function rejoined(s: State, t: Turn, r: Reservation, at: number): void {
  if (r.talk !== 'lost') {
    // Back too late: the caller is with somebody else or gone.
    if (r.state === 'completed') t.ask(release, { interactionId: r.interactionId, reservationId: r.id });
    return;
  }
  moveTalk(s, r.id, 'talking', { lostUntil: null, rejoinAt: null });
  t.tell(routingFacts.talkRejoined, about(r, at));
  moveStage(s, r.interactionId, 'talking', t.now);
}

/** She did not come back in time: the caller is first in line again, and she is not offered the next one blindly. */
export function giveUpOnAgent(s: State, t: Turn, r: Reservation): void {
  const back = firstInLine(s, t, r.interactionId, 'agent-lost');
  if (!back) {
    moveStage(s, r.interactionId, 'closing', t.now);
    t.ask(release, { interactionId: r.interactionId, reservationId: r.id });
  }
  endTalk(s, t, r, 'agent-lost', t.now, false);
  if (s.agents.get(r.agentId!)?.attached) setStatus(s, t, r.agentId!, 'not-responding', 'phone-unreachable');
}
