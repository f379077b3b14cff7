import type { ReplyOf } from '#common/contracts/contract.js';
import type { snapshot } from '#common/contracts/telephony.js';
import type { State } from '../core/state.js';
import { isTalking } from '../core/talk.js';

export type Truth = ReplyOf<typeof snapshot>;
/** What does not agree with Asterisk. Keys are stable, so that the same finding can be recognised the next time. */
export type Finding =
  | { readonly kind: 'call-missing'; readonly interactionId: string }
  | { readonly kind: 'leg-missing'; readonly reservationId: string }
  | { readonly kind: 'leg-too-many'; readonly interactionId: string; readonly reservationId: string }
  | { readonly kind: 'phone-differs'; readonly agentId: string; readonly reachable: boolean };
export const keyOf = (f: Finding): string =>
  `${f.kind}:${f.kind === 'phone-differs' ? `${f.agentId}:${f.reachable}` : 'reservationId' in f ? f.reservationId : f.interactionId}`;

/** Compares what routing believes with what is true. A node that does not answer is unknown, and nothing of it is missing. */
export function observe(s: State, truth: Truth): Finding[] {
  const silent = new Set(truth.nodes.filter((n) => !n.up).map((n) => n.id));
  const calls = new Map(truth.calls.map((c) => [c.interactionId, c]));
  const findings: Finding[] = [];
  for (const i of s.interactions.values()) {
    if (i.stage === 'ended' || i.medium !== 'voice') continue;
    // A kept place: nobody is on the line.
    if (i.absent && i.stage === 'waiting') continue;
    // Without a known node any silent one may have it.
    const unknown = i.node === null ? silent.size > 0 : silent.has(i.node);
    if (!calls.has(i.id) && !unknown) findings.push({ kind: 'call-missing', interactionId: i.id });
  }
  for (const r of s.activeReservations()) {
    const call = calls.get(r.interactionId);
    if (!call || silent.has(call.node) || r.talk === 'lost') continue;
    const expected = r.state === 'pending' || isTalking(r);
    if (expected && !call.legs.some((l) => l.reservationId === r.id))
      findings.push({ kind: 'leg-missing', reservationId: r.id });
  }
  for (const call of truth.calls)
    for (const leg of call.legs) {
      const r = s.reservations.get(leg.reservationId);
      if (!r || !(r.state === 'pending' || isTalking(r)))
        findings.push({ kind: 'leg-too-many', interactionId: call.interactionId, reservationId: leg.reservationId });
    }
  for (const p of truth.phones ?? []) {
    const a = s.agents.get(p.agentId);
    if (a && a.phone !== p.reachable) findings.push({ kind: 'phone-differs', ...p });
  }
  return findings;
}
