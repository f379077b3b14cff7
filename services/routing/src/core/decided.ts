import { hash } from 'node:crypto';
import type { DataOf } from '#common/contracts/contract.js';
import { routingFacts } from '#common/contracts/routing.js';
import type { Turn } from './effects.js';
import { keptOut } from './kept-out.js';
import { position } from './line.js';
import type { Interaction } from './model.js';
import { rankOf } from './rank.js';
import { queueRules } from './rules.js';
import type { State } from './state.js';

type Decision = DataOf<typeof routingFacts.routingDecided>;
/** What only the matching knows of its choice. */
export type How = Pick<Decision, 'strategy' | 'preferred'>;

/** Says why she gets this agent. Before the agent is reserved, so that who was free at this moment is still to be seen. */
export function tellOffer(s: State, t: Turn, i: Interaction, agentId: string, how: How = {}): void {
  if (!hasRules(s, i)) return;
  t.tell(routingFacts.routingDecided, { ...decision(s, t, i, agentId), ...how });
  // Should the offer come to nothing, the next answer is news even when it is as before.
  if (i.told != null) s.interactions.put({ ...i, told: null });
}

/**
 * Says why nobody was found, of those to whom something happened in this batch: who came, whose offer failed, whose requirement
 * was relaxed. Who only goes on waiting is not looked at, and what was said already is not said again.
 */
export function tellWaiting(s: State, t: Turn): void {
  const touched = s.interactions.touched();
  for (const id of new Set([...touched.keys(), ...t.looked])) {
    const i = s.interactions.get(id);
    if (i?.stage !== 'waiting' || !hasRules(s, i)) continue;
    const phase = phaseOf(s, i, t.now);
    if (!touched.has(id) && i.told?.startsWith(phase)) continue;
    const said = decision(s, t, i, null);
    const told = phase + digest(said);
    if (told === i.told) continue;
    s.interactions.put({ ...i, told });
    if (told.split('/')[1] !== i.told?.split('/')[1]) t.tell(routingFacts.routingDecided, said);
  }
}

/** Her queue's set-up is known: not yet right after a start, and no more when the queue was deleted while she waited. */
const hasRules = (s: State, i: Interaction): boolean => s.config.queues.has(i.queueId ?? '');

/** Which rules of her queue have changed for her by waiting alone. */
function phaseOf(s: State, i: Interaction, now: number): string {
  const rules = queueRules(s.config.queues.get(i.queueId!)!);
  const waited = now - i.enteredAt;
  const teams = rules.teams.size > 0 && waited >= rules.teamsMs ? 't' : '';
  const known = (i.preferred || i.customerId) && waited >= rules.preferredMs ? 'p' : '';
  return `${ringOf(s, i, now)}${teams}${known}/`;
}

/** How often her queue's requirement has been relaxed for her. */
function ringOf(s: State, i: Interaction, now: number): number {
  const { rings } = queueRules(s.config.queues.get(i.queueId!)!);
  return rings.findLastIndex((r) => r.afterMs <= now - i.enteredAt);
}

/** The place in line is left out: it changes with every caller served and is no reason. */
const digest = ({ queueId, ring, restUntil, out, fits }: Decision): string =>
  hash('sha1', JSON.stringify([queueId, ring, restUntil, fits, out]), 'base64url').slice(0, 12);

function decision(s: State, t: Turn, i: Interaction, chosen: string | null): Decision {
  const ring = ringOf(s, i, t.now);
  return {
    interactionId: i.id,
    at: t.now,
    queueId: i.queueId!,
    chosen,
    ...(i.ticketOf === null ? {} : { ticketOf: i.ticketOf }),
    ...(ring > 0 ? { ring } : {}),
    ...((i.restUntil ?? 0) > t.now ? { restUntil: i.restUntil! } : {}),
    position: position(s, i, t.now),
    first: i.first,
    priority: rankOf(s, i, t.now).points,
    version: s.config.version,
    ...keptOut(s, i, t.now, chosen),
  };
}
