import type { DataOf, ReplyOf } from '#common/contracts/contract.js';
import type { DeskDelta, DeskSnapshot } from '#common/contracts/edge.js';
import type { deskAttach, deskChange } from '#common/contracts/routing.js';

/** Looks up tokens that were minted before the projection began. */
export type TokenOf = (kind: 'interaction' | 'queue', ref: string) => string;

export type SiteAttach = ReplyOf<typeof deskAttach>;
export type SiteChange = DataOf<typeof deskChange>;
type SiteAgent = NonNullable<SiteAttach['agent']>;
type SiteReservation = SiteAttach['reservations'][number];
type SiteQueue = SiteAttach['queues'][number];

/*
 * Each function names every field it lets out and builds a new object from them. A field added to a contract of the site
 * does not cross until somebody writes it here, and the compiler refuses it there when its class may not leave.
 */

const agent = (a: SiteAgent): SiteAgent => ({
  status: a.status,
  reason: a.reason,
  statusAfterTalk: a.statusAfterTalk,
  workState: a.workState,
  since: a.since,
});

const reservation = (r: SiteReservation, tokenOf: TokenOf): DeskSnapshot['reservations'][number] => ({
  reservation: r.reservation,
  interaction: tokenOf('interaction', r.interaction),
  queue: r.queue === null ? null : tokenOf('queue', r.queue),
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
  consultOf: r.consultOf,
});

const queue = (q: SiteQueue, tokenOf: TokenOf): DeskSnapshot['queues'][number] => ({
  queue: tokenOf('queue', q.queue),
  waiting: q.waiting,
  longestSince: q.longestSince,
  available: q.available,
});

/** Everything a desktop shows, as it may leave. The agent is the session’s token: her id stays. */
export const projectSnapshot = (
  s: SiteAttach & { agent: SiteAgent },
  of: { session: string; epoch: number; at: number },
  tokenOf: TokenOf,
): DeskSnapshot => ({
  session: of.session,
  epoch: of.epoch,
  n: s.n,
  at: of.at,
  agent: agent(s.agent),
  reservations: s.reservations.map((r) => reservation(r, tokenOf)),
  queues: s.queues.map((q) => queue(q, tokenOf)),
});

export const projectChange = (c: SiteChange, tokenOf: TokenOf): DeskDelta => ({
  session: c.session,
  epoch: c.epoch,
  n: c.n,
  ...(c.agent ? { agent: agent(c.agent) } : {}),
  ...(c.reservation ? { reservation: reservation(c.reservation, tokenOf) } : {}),
  ...(c.gone ? { gone: c.gone } : {}),
  ...(c.queues ? { queues: c.queues.map((q) => queue(q, tokenOf)) } : {}),
});

/** What a projection will ask for, so that it can be minted in one go before. */
export const refsOf = (s: {
  reservations?: readonly SiteReservation[] | undefined;
  reservation?: SiteReservation | undefined;
  queues?: readonly SiteQueue[] | undefined;
}): { interaction: string[]; queue: string[] } => {
  const reservations = [...(s.reservations ?? []), ...(s.reservation ? [s.reservation] : [])];
  return {
    interaction: [...new Set(reservations.map((r) => r.interaction))],
    queue: [...new Set([...reservations.map((r) => r.queue), ...(s.queues ?? []).map((q) => q.queue)])].filter(
      (q) => q !== null,
    ),
  };
};
