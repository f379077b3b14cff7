import { randomUUID } from 'node:crypto';
import type { LedgerContract } from '#common/contracts/contract.js';
import type { Envelope } from '#common/contracts/ledger.js';
import { routingFacts as r } from '#common/contracts/routing.js';
import { telephonyFacts as t } from '#common/contracts/telephony.js';

export const INTERACTION = '00000000-0000-4000-8000-000000000001';
export const AGENT = 'aaaaaaaa-0000-4000-8000-000000000001';

/**
 * Tells the life of one caller as facts, in seconds: `caller().starts(0).enters(2, 'sales')`. Reservations are named r1, r2…;
 * `base` is the time of second 0 in ms.
 */
export function caller(o: { interactionId?: string; agentId?: string; base?: number } = {}) {
  const interactionId = o.interactionId ?? INTERACTION;
  const agentId = o.agentId ?? AGENT;
  const base = o.base ?? 0;
  const facts: Envelope[] = [];
  const reservation = (name: string | undefined) => (name ? interactionId.replace(/^./, name.slice(1)) : null);
  const tell = (contract: LedgerContract, s: number, data: Record<string, unknown>) => {
    const at = base + s * 1000;
    const seq = facts.length + 1;
    const hlc = `${String(at).padStart(14, '0')}-${String(seq).padStart(6, '0')}-${contract.owner}`;
    const full = { at, ...data };
    contract.data.parse(full);
    const { owner, type, version } = contract;
    const aggregate = `interaction:${interactionId}`;
    facts.push({
      id: randomUUID(),
      tenant: 'main',
      type,
      version,
      owner,
      aggregate,
      seq,
      hlc,
      at,
      cause: null,
      interactionId,
      data: full,
    });
    return told;
  };
  const own = { interactionId };
  const of = (name: string) => ({ ...own, reservationId: reservation(name), agentId });
  const queueId = 'sales';
  const told = {
    facts,
    interactionId,
    reservation: (name: string) => reservation(name)!,
    starts: (s: number, entry = '1001') =>
      tell(t.started, s, {
        ...own,
        medium: 'voice',
        direction: 'inbound',
        node: 'a',
        channel: `1.${s}`,
        entry,
        witness: 'ari',
      }),
    enters: (s: number, queue: string) =>
      tell(r.queueEntered, s, { ...own, queueId: queue, medium: 'voice', arrivedAt: base, priority: 0 }),
    leaves: (s: number, queue: string, reason: string, waited: number, by?: string) =>
      tell(r.queueLeft, s, { ...own, queueId: queue, reason, waited: waited * 1000, reservationId: reservation(by) }),
    returns: (s: number, queue: string, reason: string) =>
      tell(r.queueReturned, s, { ...own, queueId: queue, reason, arrivedAt: base }),
    offered: (s: number, name: string, queue: string | null = queueId, kind = 'offer') =>
      tell(r.reservationCreated, s, {
        ...of(name),
        queueId: queue,
        kind,
        expiresAt: base + (s + 15) * 1000,
        external: false,
        fromReservationId: null,
      }),
    accepted: (s: number, name: string, rang: number, waited: number, queue: string | null = queueId, kind = 'offer') =>
      tell(r.reservationAccepted, s, { ...of(name), queueId: queue, kind, rang: rang * 1000, waited: waited * 1000 }),
    timeout: (s: number, name: string) => tell(r.reservationTimeout, s, of(name)),
    rejected: (s: number, name: string) => tell(r.reservationRejected, s, { ...of(name), by: 'agent' }),
    rescinded: (s: number, name: string, reason: string) => tell(r.reservationRescinded, s, { ...of(name), reason }),
    talkEnded: (s: number, name: string, talk: number, held: number, reason = 'hung-up') =>
      tell(r.talkEnded, s, { ...of(name), queueId, talk: talk * 1000, held: held * 1000, reason }),
    completed: (s: number, name: string, talk: number, held: number, wrap: number) =>
      tell(r.reservationCompleted, s, {
        ...of(name),
        queueId,
        kind: 'offer',
        talk: talk * 1000,
        held: held * 1000,
        wrap: wrap * 1000,
        dispositionId: null,
      }),
    ends: (s: number, phase: string, cause: string) =>
      tell(t.ended, s, { ...own, startedAt: base, phase, cause, witness: 'ari' }),
  };
  return told;
}
