import { bitOf } from './capacity.js';
import { judge } from './fitting.js';
import type { Bucket } from './lines.js';
import type { Interaction } from './model.js';
import { preferenceOf } from './preferred.js';
import { byRank, forAgent, type Rank, rankOf } from './rank.js';
import { queueRules } from './rules.js';
import type { State } from './state.js';

/** Whom she would take at this moment of all who wait, by rank and by her own order of queues. */
export function bestCaller(s: State, agentId: string, now: number): Rank | undefined {
  const pool = s.agentsNow();
  const n = pool.catalogue.numberOf(agentId);
  if (n === undefined || pool.rows[n] === undefined) return undefined;
  const { languages, queueOrder } = pool.catalogue.agents[n]!;
  let best: Rank | undefined;
  for (const [queueId, buckets] of s.watch.lines.byQueue) {
    const rules = queueRules(s.config.queues.get(queueId)!);
    const rings = rules.rings.filter((r) => pool.catalogue.group(r).has(n));
    if (rings.length === 0) continue;
    for (const bucket of buckets.values()) {
      const { language } = bucket.callers[0]!;
      const mute =
        language !== null && !languages.includes(language) && rings.every((r) => pool.anySpeaker(r, language));
      best = ofBucket(s, agentId, bucket, now, best, queueOrder, mute, pool.open[n]!);
    }
  }
  return best;
}

/** The first of them who fits, unless somebody better is known. Who does not speak their language can still be the one a caller knows. */
function ofBucket(
  s: State,
  agentId: string,
  { callers }: Bucket,
  now: number,
  best: Rank | undefined,
  order: readonly string[] | undefined,
  mute: boolean,
  open: number,
): Rank | undefined {
  const closed = (open & bitOf(callers[0]!.medium)) === 0;
  if (open === 0 && !s.ofAgent(agentId).length) return best;
  for (const i of callers) {
    // Both are of no hindrance to somebody who is hers already, and such a one has a customer.
    if ((mute || closed) && i.customerId === null && !i.preferred) continue;
    const rank = forAgent(rankOf(s, i, now), order);
    if (best && byRank(best, rank) < 0) return best;
    if (fits(s, agentId, i, now)) return rank;
  }
  return best;
}

const fits = (s: State, agentId: string, i: Interaction, now: number): boolean =>
  (i.restUntil ?? 0) <= now && judge(s, agentId, i, now, preferenceOf(s, i, now)).fits;
