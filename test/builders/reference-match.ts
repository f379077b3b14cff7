import type { Turn } from '../../services/routing/src/core/effects.js';
import { consider, type Fit } from '../../services/routing/src/core/fitting.js';
import { line } from '../../services/routing/src/core/line.js';
import type { Interaction } from '../../services/routing/src/core/model.js';
import { offerTo } from '../../services/routing/src/core/offer-to.js';
import { preferenceOf } from '../../services/routing/src/core/preferred.js';
import { byRank, forAgent, rankOf } from '../../services/routing/src/core/rank.js';
import { queueRules } from '../../services/routing/src/core/rules.js';
import type { State } from '../../services/routing/src/core/state.js';
import { KEY } from '../../services/routing/src/core/strategy.js';

/** What matching means, without a thought for cost: every caller against every agent, from the start after each offer. */
export function referenceMatch(s: State, t: Turn): void {
  for (;;) {
    const pair = firstPair(s, t.now);
    if (!pair) return;
    offerTo(s, t, pair.i, pair.agentId);
  }
}

function firstPair(s: State, now: number): { i: Interaction; agentId: string } | undefined {
  const waiting = line(s, now).filter((i) => i.queueId !== null && (i.restUntil ?? 0) <= now);
  for (const i of waiting) {
    const agentId = choose(s, i, now);
    if (agentId === undefined) continue;
    const order = s.config.agents.get(agentId)?.queueOrder;
    if (!order?.length) return { i, agentId };
    const rather = waiting
      .filter((other) => consider(s, agentId, other, now).fits)
      .map((other) => forAgent(rankOf(s, other, now), order))
      .sort(byRank)[0];
    return { i: rather?.i ?? i, agentId };
  }
  return undefined;
}

function choose(s: State, i: Interaction, now: number): string | undefined {
  const rules = queueRules(s.config.queues.get(i.queueId!)!);
  const wish = preferenceOf(s, i, now).agents;
  const all = [...s.config.agents.keys()].flatMap((id, n) => {
    const fit = consider(s, id, i, now);
    if (!fit.fits) return [];
    const c = { a: s.agents.get(id)!, n, skills: s.config.agents.get(id)!.skills };
    return [{ id, fit, n, idleSince: c.a.idleSince, key: KEY[rules.strategy](c, rules.rings[fit.ring]!, i, now) }];
  });
  const place = ({ id, fit }: { id: string; fit: Fit }) => (fit.preferred ? wish.indexOf(id) : wish.length);
  return all.sort(
    (x, y) =>
      place(x) - place(y) ||
      (x.fit.preferred ? 0 : x.fit.ring - y.fit.ring || Number(y.fit.home) - Number(x.fit.home)) ||
      x.key - y.key ||
      x.idleSince - y.idleSince ||
      x.n - y.n,
  )[0]?.id;
}
