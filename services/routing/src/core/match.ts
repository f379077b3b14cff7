import { bestAgent, type Choice } from './best-agent.js';
import { bestCaller } from './best-caller.js';
import { tellOffer } from './decided.js';
import type { Turn } from './effects.js';
import { consider } from './fitting.js';
import type { Interaction } from './model.js';
import { offerTo } from './offer-to.js';
import { preferenceOf } from './preferred.js';
import { byRank, type Rank, rankOf } from './rank.js';
import { queueRules } from './rules.js';
import type { State } from './state.js';

/**
 * Gives each waiting caller, in order of rank, the agent whom her queue's strategy puts first of those who fit; an agent who has an
 * order of queues takes whom she shall rather serve. Only what changed since the last time is looked at: who came or whose
 * rules changed against all agents, and agents who changed against all who wait. Nobody else can have become a pair.
 */
export function match(s: State, t: Turn): void {
  const round = new Round(s, t);
  for (let next = round.next(); next; next = round.next()) {
    const found = bestAgent(s, next.i, t.now);
    if (!found) {
      round.inVain(next.i);
      continue;
    }
    const rather = s.config.agents.get(found.agentId)?.queueOrder?.length
      ? bestCaller(s, found.agentId, t.now)
      : undefined;
    if (rather && rather.i.id !== next.i.id) give(s, t, rather.i, { ...found, verdict: fitOf(s, t, rather.i, found) });
    else give(s, t, next.i, found);
    round.given();
  }
}

function fitOf(s: State, t: Turn, i: Interaction, { agentId, verdict }: Choice): Choice['verdict'] {
  const fit = consider(s, agentId, i, t.now);
  return fit.fits ? fit : verdict;
}

function give(s: State, t: Turn, i: Interaction, { agentId, verdict }: Choice): void {
  const { strategy } = queueRules(s.config.queues.get(i.queueId!)!);
  tellOffer(s, t, i, agentId, { strategy, preferred: verdict.preferred });
  offerTo(s, t, s.interactions.get(i.id)!, agentId);
}

/** Who is looked at in one matching, the highest rank first. */
class Round {
  /** The last is the next. */
  readonly #callers: Rank[] = [];
  /** What each agent who changed would take. */
  readonly #wishes = new Map<string, Rank>();
  readonly #vain = new Set<string>();

  constructor(
    private readonly s: State,
    private readonly t: Turn,
  ) {
    this.#look();
  }

  next(): Rank | undefined {
    let best: Rank | undefined;
    for (const wish of this.#wishes.values())
      if (!this.#vain.has(wish.i.id) && (!best || byRank(wish, best) < 0)) best = wish;
    for (let caller = this.#callers.at(-1); caller; caller = this.#callers.at(-1)) {
      if (this.#waits(caller.i) && !this.#vain.has(caller.i.id))
        return best && byRank(best, caller) < 0 ? best : caller;
      this.#callers.pop();
    }
    return best;
  }

  inVain(i: Interaction): void {
    this.#vain.add(i.id);
    const { waitsFor } = preferenceOf(this.s, i, this.t.now);
    if (waitsFor !== null) this.s.watch.lines.waitsFor(waitsFor, i.id);
    this.t.looked.add(i.id);
  }

  /** Somebody was given: those who wished for the same caller wish anew, and so does her agent, who may have room for more. */
  given(): void {
    for (const [id, { i }] of [...this.#wishes]) if (!this.#waits(i)) this.#wish(id);
    this.#look();
  }

  #look(): void {
    const { callers, agents } = this.s.watch.news(this.t.now);
    for (const id of callers) {
      const i = this.s.interactions.get(id);
      if (!i || !this.#waits(i)) continue;
      this.#vain.delete(id);
      this.#callers.push(rankOf(this.s, i, this.t.now));
    }
    if (callers.length > 0) this.#callers.sort((a, b) => byRank(b, a));
    for (const id of agents) this.#wish(id);
  }

  #wish(agentId: string): void {
    const wish = bestCaller(this.s, agentId, this.t.now);
    if (wish) this.#wishes.set(agentId, rankOf(this.s, wish.i, this.t.now));
    else this.#wishes.delete(agentId);
  }

  #waits = (i: Interaction): boolean => {
    const now = this.s.interactions.get(i.id);
    return now?.stage === 'waiting' && now.queueId !== null && (now.restUntil ?? 0) <= this.t.now;
  };
}
