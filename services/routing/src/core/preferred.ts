import { needsPhone } from './capacity.js';
import { COMPANION_MS } from './lines.js';
import type { Interaction, Reservation } from './model.js';
import { isPresent, isWilling } from './pool.js';
import { queueRules } from './rules.js';
import type { State } from './state.js';

/** Who shall rather have her than anybody else, and whether she is kept waiting for one of them now. */
export interface Preference {
  readonly agents: readonly string[];
  /** Nobody else is taken at this moment. */
  readonly waitsFor: string | null;
}
const NOBODY: Preference = { agents: [], waitsFor: null };

/**
 * The best first: who has this customer on another medium at this moment, then who was named for her (owner of the case, of the
 * account), then who served her last, where the queue says so. One who cannot come, because she is away or does not do this work, is never waited for.
 */
export function preferenceOf(s: State, i: Interaction, now: number): Preference {
  const queue = s.config.queues.get(i.queueId ?? '');
  if (!queue || (i.customerId === null && !i.preferred)) return NOBODY;
  const rules = queueRules(queue);
  const companions = companionsOf(s, i);
  const last =
    i.preferred === undefined && rules.lastAgent ? s.acquaintances.get(i.customerId ?? '')?.agentId : undefined;
  const agents = [...companions, ...(i.preferred ?? []), ...(last ? [last] : [])];
  if (agents.length === 0) return NOBODY;
  const waited = now - i.enteredAt;
  const limit = (n: number) => (n < companions.length ? Math.max(rules.preferredMs, COMPANION_MS) : rules.preferredMs);
  const waitsFor = agents.find((id, n) => waited < limit(n) && couldCome(s, id, i));
  return { agents, waitsFor: waitsFor ?? null };
}

/** Agents who have the same customer in another interaction: one person is served by one agent, whatever media she uses. */
function companionsOf(s: State, i: Interaction): string[] {
  const found: string[] = [];
  for (const id of s.ofCustomer(i.customerId)) {
    const other = s.interactions.get(id)!;
    const r = s.reservations.get(other.holder ?? '');
    if (r && r.agentId !== null && hasSameCustomer(s, i, r) && !found.includes(r.agentId)) found.push(r.agentId);
  }
  return found;
}

/** This work is with the same customer, in another contact of hers; what is only written up is over. */
export function hasSameCustomer(s: State, i: Interaction, r: Reservation): boolean {
  const other = s.interactions.get(r.interactionId);
  if (!other || other.id === i.id || i.customerId === null || other.customerId !== i.customerId) return false;
  return other.holder === r.id && other.stage !== 'ended' && r.overAt === null && r.endedAt === null;
}

/** She works, may be reached, and does this kind of work at all; perhaps she is busy. */
function couldCome(s: State, agentId: string, i: Interaction): boolean {
  const a = s.agents.get(agentId);
  if (!a || !isPresent(a) || !isWilling(a) || (a.phone === false && needsPhone(i.medium))) return false;
  return meetsAnyRing(s, agentId, i.queueId!);
}

/** She meets the requirement of this queue at once or once a caller has waited long enough. */
export function meetsAnyRing(s: State, agentId: string, queueId: string): boolean {
  const { catalogue } = s.agentsNow();
  const [queue, n] = [catalogue.queue(queueId), catalogue.numberOf(agentId)];
  return queue !== undefined && n !== undefined && queue.groups.some((g) => g.has(n));
}

/** How long it is remembered who served whom last, ms. */
export const ACQUAINTED_MS = 72 * 3_600_000;

/** She has been served: next time the same agent is preferred. */
export function remember(s: State, i: Interaction, agentId: string, now: number): void {
  if (i.customerId !== null) s.acquaintances.put({ id: i.customerId, agentId, at: now });
}
