import { bitOf } from './capacity.js';
import type { Served } from './catalogue.js';
import { judge } from './fitting.js';
import type { Bucket } from './lines.js';
import type { Interaction } from './model.js';
import { preferenceOf } from './preferred.js';
import { byRank, forAgent, type Rank, rankOf } from './rank.js';
import type { State } from './state.js';

/** Whom she would take at this moment of all who wait, by rank and by her own order of queues. */
export function bestCaller(s: State, agentId: string, now: number): Rank | undefined {
  const pool = s.agentsNow();
  const n = pool.catalogue.numberOf(agentId);
  if (n === undefined || pool.rows[n] === undefined || s.waiting.size === 0) return undefined;
  const look = new Look(s, agentId, n, now);
  if (pool.open[n] === 0) for (const i of customersOf(s, agentId)) look.at(i);
  else for (const queue of pool.catalogue.queuesOf(n)) look.into(queue);
  return look.best;
}

/** Who is busy may still take another contact of somebody she has. */
function* customersOf(s: State, agentId: string): Iterable<Interaction> {
  for (const r of s.ofAgent(agentId))
    for (const id of s.ofCustomer(s.interactions.get(r.interactionId)?.customerId ?? null))
      if (s.waiting.has(id)) yield s.interactions.get(id)!;
}

/** One agent looking along the lines, with the best one seen so far. */
class Look {
  best: Rank | undefined;
  readonly #order: readonly string[] | undefined;

  constructor(
    private readonly s: State,
    private readonly agentId: string,
    private readonly n: number,
    private readonly now: number,
  ) {
    this.#order = s.agentsNow().catalogue.agents[n]!.queueOrder;
  }

  into(queue: Served): void {
    for (const bucket of this.s.watch.lines.buckets(queue.id)) this.#bucket(queue, bucket);
  }

  at(i: Interaction): void {
    const rank = forAgent(rankOf(this.s, i, this.now), this.#order);
    if (!this.best || byRank(rank, this.best) < 0) if (this.#fits(i)) this.best = rank;
  }

  /** The first of them who fits, unless somebody better is known. */
  #bucket(queue: Served, { callers }: Bucket): void {
    // Neither keeps her from somebody who is hers already, and such a one has a customer or was named for her.
    const strange = this.#isClosed(callers[0]!) || this.#isMute(queue, callers[0]!);
    for (const i of callers) {
      const rank = forAgent(rankOf(this.s, i, this.now), this.#order);
      if (this.best && byRank(this.best, rank) < 0) return;
      if (strange && i.customerId === null && !i.preferred) continue;
      if (!this.#fits(i)) continue;
      this.best = rank;
      return;
    }
  }

  #isClosed = ({ medium }: Interaction): boolean => (this.s.agentsNow().open[this.n]! & bitOf(medium)) === 0;
  #isMute(queue: Served, { language }: Interaction): boolean {
    const pool = this.s.agentsNow();
    if (language === null || pool.speaks(this.n, language)) return false;
    return queue.groups.every((g) => !g.has(this.n) || pool.anyOf(g, language));
  }
  #fits = (i: Interaction): boolean =>
    (i.restUntil ?? 0) <= this.now && judge(this.s, this.agentId, i, this.now, preferenceOf(this.s, i, this.now)).fits;
}
