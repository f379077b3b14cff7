import type { Exclusion } from '#common/contracts/words.js';
import { bitOf, hasRoom, needsPhone } from './capacity.js';
import type { Served } from './catalogue.js';
import { keptForInbound } from './inbound.js';
import type { Agent, Interaction } from './model.js';
import { isPresent, isWilling, type Pool } from './pool.js';
import { hasSameCustomer, meetsAnyRing, type Preference, preferenceOf } from './preferred.js';
import { levelOf, type QueueRules } from './rules.js';
import type { State } from './state.js';

/** Free for work at all: she chose to be, has nothing in hand, and her desktop and phone can be reached. */
export const isFree = (a: Agent): boolean =>
  a.status === 'available' && a.workState === 'idle' && a.attached && a.phone !== false;

/** She does this queue's work, at once or for callers who have waited. */
export const hasSkills = meetsAnyRing;

export interface Fit {
  readonly fits: true;
  /** The narrowest ring reached that she belongs to, from 0. */
  readonly ring: number;
  /** Sum of her levels in the skills that it names. */
  readonly level: number;
  /** One of those who are preferred for this customer. */
  readonly preferred: boolean;
  /** Of a team or place that the queue prefers; true where it prefers none. */
  readonly home: boolean;
}
export type Verdict = Fit | { readonly fits: false; readonly why: Exclusion };

const out = (why: Exclusion): Verdict => ({ fits: false, why });

/**
 * The written definition of an agent who fits an interaction at this moment, under all rules at once. Whoever asks (the matching,
 * `explain`, the invariants, the twin) asks here; the first rule that keeps her out is the answer.
 * Never `not-first`: that is no matter of fitting, but of whom the strategy chose of those who fit.
 */
export const consider = (s: State, agentId: string, i: Interaction, now: number): Verdict =>
  judge(s, agentId, i, now, preferenceOf(s, i, now));

/** `consider` for many agents and one interaction: what is preferred for her is worked out once. */
export function judge(s: State, agentId: string, i: Interaction, now: number, wish: Preference): Verdict {
  const n = s.agentsNow().catalogue.numberOf(agentId);
  return n === undefined ? out(notThere(s.agents.get(agentId)) ?? 'no-skill') : judgeMember(s, n, i, now, wish);
}

/** Signed in, at a desktop, and wanting work: first of all, whatever the work is. */
function notThere(a: Agent | undefined): Exclusion | undefined {
  if (!a || a.status === 'offline') return 'not-signed-in';
  return isPresent(a) ? (isWilling(a) ? undefined : 'status') : 'no-desktop';
}

/** `judge` by her number in the set-up. */
export function judgeMember(s: State, n: number, i: Interaction, now: number, wish: Preference): Verdict {
  const pool = s.agentsNow();
  const a = pool.rows[n];
  const absent = notThere(a);
  if (!a || absent) return out(absent!);
  const queue = pool.catalogue.queue(i.queueId ?? '');
  if (!queue) return out('no-skill');
  const { rules } = queue;
  const waited = now - i.enteredAt;
  const preferred = wish.agents.length > 0 && wish.agents.includes(a.id);
  const ring = ringOf(pool, n, i, queue, preferred ? Number.POSITIVE_INFINITY : waited, preferred);
  if (ring === NO_SKILL || ring === LANGUAGE) return out(ring === LANGUAGE ? 'language' : 'no-skill');
  const setUp = pool.catalogue.agents[n]!;
  const home = isHome(rules, setUp.team, a.place);
  if (!home && !preferred && waited < rules.teamsMs) return out('other-team');
  if (wish.waitsFor !== null && wish.waitsFor !== a.id) return out('waits-for-preferred');
  const full = (pool.room[n]! & bitOf(i.medium)) === 0 && !roomBeside(s, setUp, a, i);
  if (full) return out(a.askedAt === now && isAsked(s, a, now) ? 'took-another' : 'no-capacity');
  if (a.phone === false && needsPhone(i.medium)) return out('phone-unreachable');
  if (keptForInbound(s, a.id, i)) return out('reserve');
  return { fits: true, ring, level: levelOf(rules.rings[ring]!, setUp.skills), preferred, home };
}

const isAsked = (s: State, a: Agent, now: number): boolean =>
  s.ofAgent(a.id).some((r) => r.state === 'pending' && r.offeredAt === now);

/** Who talks to a customer may read her message at the same time. */
const roomBeside = (s: State, setUp: Parameters<typeof hasRoom>[0], a: Agent, i: Interaction): boolean =>
  s.watch.hasOthers(i) && hasRoom(setUp, s.ofAgent(a.id), i.medium, (r) => hasSameCustomer(s, i, r));

const NO_SKILL = -1;
const LANGUAGE = -2;

/**
 * The narrowest ring that admits her. A language counts within each ring: only where nobody present in it speaks the caller's,
 * skills alone count, so that nobody waits for ever. Who is preferred for a customer needs the widest ring and no language: they know each other.
 */
function ringOf(
  pool: Pool,
  n: number,
  { language }: Interaction,
  { rules: { rings }, groups }: Served,
  waited: number,
  known: boolean,
): number {
  let why = NO_SKILL;
  for (let k = 0; k < rings.length && rings[k]!.afterMs <= waited; k++) {
    if (!groups[k]!.has(n)) continue;
    if (known || language === null || pool.speaks(n, language) || !pool.anyOf(groups[k]!, language)) return k;
    why = LANGUAGE;
  }
  return why;
}

const isHome = ({ teams }: QueueRules, team: string, place: string | null): boolean =>
  teams.size === 0 || teams.has(team) || (place !== null && teams.has(place));
