import type { z } from 'zod';
import type { deskAgent, deskQueue, deskReservation } from '#common/contracts/edge.js';
import { idleIn } from '../core/available.js';
import { isHolder } from '../core/consult.js';
import { hasSkills } from '../core/fitting.js';
import { inLine } from '../core/line.js';
import type { Agent, Reservation } from '../core/model.js';
import type { State } from '../core/state.js';

export type DeskAgent = z.infer<typeof deskAgent>;
export type DeskReservation = z.infer<typeof deskReservation>;
export type DeskQueue = z.infer<typeof deskQueue>;

/** What her own desktop shows of her. Available but not to be rung is said, because she can do something about it. */
export const agentView = (a: Agent): DeskAgent => ({
  status: a.status,
  reason: a.status === 'available' && a.phone === false ? 'phone-unreachable' : a.reason,
  statusAfterTalk: a.statusAfterTalk,
  workState: a.workState,
  since: a.since,
});

/** `consultOf` is set for her who asked, so that her desktop can show the other half. */
export const reservationView = (s: State, r: Reservation, viewer: string): DeskReservation => ({
  reservation: r.id,
  interaction: r.interactionId,
  queue: r.queueId,
  medium: r.medium,
  direction: r.direction,
  kind: r.kind,
  state: r.state,
  talk: r.talk,
  offeredAt: r.offeredAt,
  expiresAt: r.expiresAt,
  answeredAt: r.answeredAt,
  endedAt: r.endedAt,
  wrapUntil: r.wrapUntil,
  consultOf: r.agentId !== viewer && !isHolder(s, r) ? r.fromReservationId : null,
});

/** Her own reservations, and the other halves of consultations that she began. */
export function reservationsOf(s: State, agentId: string): Reservation[] {
  const own = s.ofAgent(agentId);
  const halves = own
    .filter((r) => r.talk === 'consulting')
    .flatMap((r) => s.ofInteraction(r.interactionId).filter((x) => x.fromReservationId === r.id));
  return [...own, ...halves];
}

/** The figures of every queue, in one pass over callers and one over agents. */
export function queueViews(s: State): Map<string, DeskQueue> {
  const views = new Map<string, DeskQueue>();
  for (const id of s.config.queues.keys()) views.set(id, { queue: id, waiting: 0, longestSince: null, available: 0 });
  for (const i of s.interactions.values()) {
    const v = inLine(i) && i.queueId !== null ? views.get(i.queueId) : undefined;
    if (!v) continue;
    v.waiting++;
    v.longestSince = Math.min(v.longestSince ?? i.arrivedAt, i.arrivedAt);
  }
  for (const v of views.values()) v.available = idleIn(s, v.queue);
  return views;
}

export const queuesOf = (s: State, agentId: string): string[] =>
  [...s.config.queues.keys()].filter((q) => hasSkills(s, agentId, q)).slice(0, 200);
