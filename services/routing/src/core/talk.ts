import { routingFacts } from '#common/contracts/routing.js';
import { refreshWork } from './agent.js';
import { limitsOf } from './config.js';
import type { Turn } from './effects.js';
import type { Reservation } from './model.js';
import { moveReservation, moveTalk } from './moves.js';
import { about } from './reserve.js';
import type { State } from './state.js';

export type TalkEnd = 'hung-up' | 'transferred' | 'agent-lost' | 'node-lost' | 'healed';

const heldUntil = (r: Reservation, at: number): number => r.heldMs + (r.heldSince === null ? 0 : at - r.heldSince);

/** When a report says it happened, but never before the offer or in the future: clocks differ, durations must not be negative. */
export const within = (r: Reservation, at: number, now: number): number =>
  Math.min(now, Math.max(at, r.answeredAt ?? r.offeredAt));

export const isTalking = (r: Reservation): boolean => r.state === 'accepted' && r.endedAt === null;
export const isWrapping = (r: Reservation): boolean => r.state === 'accepted' && r.endedAt !== null;

/** Talk is over for this agent or number; wrap-up follows where the queue has one and `wrap` says so. */
export function endTalk(s: State, t: Turn, r: Reservation, reason: TalkEnd, at: number, wrap: boolean): void {
  const held = heldUntil(r, at);
  const wrapMs = wrap && r.agentId !== null ? limitsOf(s.config, r.queueId).wrapMs : 0;
  const after = moveTalk(s, r.id, 'none', {
    endedAt: at,
    heldMs: held,
    heldSince: null,
    lostUntil: null,
    rejoinAt: null,
    wrapUntil: wrapMs > 0 ? t.now + wrapMs : null,
  });
  t.tell(routingFacts.talkEnded, {
    ...about(r, at),
    queueId: r.queueId,
    talk: at - r.answeredAt!,
    held,
    reason,
  });
  if (wrapMs > 0) refreshWork(s, t, r.agentId);
  else complete(s, t, after, at, null);
}

/** Nothing is left to do: the agent is free. */
export function complete(s: State, t: Turn, r: Reservation, at: number, dispositionId: string | null): void {
  moveReservation(s, r.id, 'completed', { overAt: t.now, wrapUntil: null });
  t.tell(routingFacts.reservationCompleted, {
    ...about(r, at),
    queueId: r.queueId,
    kind: r.kind,
    talk: r.endedAt! - r.answeredAt!,
    held: r.heldMs,
    wrap: Math.max(0, at - r.endedAt!),
    dispositionId,
  });
  refreshWork(s, t, r.agentId);
}
