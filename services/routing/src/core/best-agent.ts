import { bitOf } from './capacity.js';
import { type Fit, judge } from './fitting.js';
import type { Interaction } from './model.js';
import type { Pool } from './pool.js';
import { type Preference, preferenceOf } from './preferred.js';
import { type QueueRules, queueRules, type Ring } from './rules.js';
import type { State } from './state.js';
import { KEY } from './strategy.js';

export interface Choice {
  readonly agentId: string;
  readonly verdict: Fit;
}

/** Who gets her at this moment: who is preferred, else of the narrowest ring, of the preferred places, by the queue's strategy. */
export function bestAgent(s: State, i: Interaction, now: number): Choice | undefined {
  const queue = s.config.queues.get(i.queueId ?? '');
  if (!queue) return undefined;
  const wish = preferenceOf(s, i, now);
  for (const agentId of wish.waitsFor === null ? wish.agents : [wish.waitsFor]) {
    const verdict = judge(s, agentId, i, now, wish);
    if (verdict.fits) return { agentId, verdict };
  }
  if (wish.waitsFor !== null) return undefined;
  const rules = queueRules(queue);
  for (const ring of rules.rings) {
    if (ring.afterMs > now - i.enteredAt) break;
    const found = ofRing(s, i, now, rules, ring, wish);
    if (found) return found;
  }
  return undefined;
}

function ofRing(
  s: State,
  i: Interaction,
  now: number,
  rules: QueueRules,
  ring: Ring,
  wish: Preference,
): Choice | undefined {
  const pool = s.agentsNow();
  const refused = new Set<number>();
  for (;;) {
    const n = first(pool, i, now, rules, ring, refused, s.anySpeaker(ring, i.language));
    if (n < 0) return undefined;
    const agentId = pool.catalogue.ids[n]!;
    const verdict = judge(s, agentId, i, now, wish);
    if (verdict.fits) return { agentId, verdict };
    refused.add(n);
  }
}

/** The one whom the strategy puts first of those who look open; -1: nobody does. */
function first(
  pool: Pool,
  i: Interaction,
  now: number,
  rules: QueueRules,
  ring: Ring,
  refused: ReadonlySet<number>,
  spoken: boolean,
): number {
  const { open, rows, catalogue } = pool;
  const bit = bitOf(i.medium);
  const key = KEY[rules.strategy];
  let [best, bestHome, bestKey, bestIdle] = [-1, 0, 0, 0];
  for (const n of catalogue.group(ring).members) {
    if (!(open[n]! & bit) || (spoken && !pool.speaks(n, i.language!)) || refused.has(n)) continue;
    const a = rows[n]!;
    const setUp = catalogue.agents[n]!;
    const home = rules.teams.size === 0 || rules.teams.has(setUp.team) || rules.teams.has(a.place ?? '') ? 1 : 0;
    if (home < bestHome) continue;
    const k = key({ a, n, skills: setUp.skills }, ring, i, now);
    const better = best < 0 || home > bestHome || k < bestKey || (k === bestKey && a.idleSince < bestIdle);
    if (better) [best, bestHome, bestKey, bestIdle] = [n, home, k, a.idleSince];
  }
  return best;
}
