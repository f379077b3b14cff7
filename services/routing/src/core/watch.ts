import type { Language } from '#common/contracts/words.js';
import { NO_CONFIG, type RoutingConfig } from './config.js';
import { Lines } from './lines.js';
import type { Agent, Interaction, Reservation } from './model.js';
import { Pool } from './pool.js';
import { queueRules, type Ring } from './rules.js';

/** The tables that matching looks into. */
export interface Tables {
  readonly agents: { get(id: string): Agent | undefined; values(): Iterable<Agent> };
  readonly interactions: { get(id: string): Interaction | undefined };
  readonly waiting: ReadonlySet<string>;
  ofAgent(agentId: string): readonly Reservation[];
}

/**
 * Keeps, beside the tables, what makes a decision cheap: who could take work, who waits in which order, and what has changed since
 * the last matching. It follows the tables through every change and undo; nothing here is durable, all of it can be made anew.
 */
export class Watch {
  pool = new Pool(NO_CONFIG);
  lines: Lines;
  /** Everybody has to be looked at: another set-up, or a batch that was undone. */
  everything = true;
  readonly #changed = new Set<string>();
  readonly #byCustomer = new Map<string, Set<string>>();

  constructor(private readonly tables: Tables) {
    this.lines = this.#noLines();
  }

  setUp(config: RoutingConfig): void {
    this.pool = new Pool(config);
    this.lines = this.#noLines();
    this.everything = true;
    for (const a of this.tables.agents.values()) this.pool.touch(a.id);
    for (const id of this.tables.waiting) this.#add(this.tables.interactions.get(id)!);
  }

  agent(before: Agent | undefined, after: Agent | undefined): void {
    this.pool.touch((after ?? before)!.id);
  }
  reservation(before: Reservation | undefined, after: Reservation | undefined): void {
    const agentId = (after ?? before)!.agentId;
    if (agentId !== null) this.pool.touch(agentId);
  }
  interaction(before: Interaction | undefined, after: Interaction | undefined): void {
    if (before?.stage === 'waiting' && after?.stage === 'waiting' && isSame(before, after))
      return this.lines.replace(before, after);
    if (before?.stage === 'waiting') this.lines.remove(before);
    if (after?.stage === 'waiting') this.#add(after);
    this.#customer(before, after);
  }

  ofCustomer = (customerId: string | null): Iterable<string> => this.#byCustomer.get(customerId ?? '') ?? [];

  /** She has another contact beside this one. */
  hasOthers = (i: Interaction): boolean => (this.#byCustomer.get(i.customerId ?? '')?.size ?? 0) > 1;

  /** The agents' numbers as they are now. */
  agentsNow(): Pool {
    if (!this.pool.isStale) return this.pool;
    const { agents, ofAgent } = this.tables;
    const { changed, gone } = this.pool.refresh(agents.get, ofAgent);
    for (const id of changed) this.#changed.add(id);
    for (const n of gone) this.#silenced(n);
    return this.pool;
  }

  anySpeaker = (ring: Ring, language: Language | null): boolean =>
    language !== null && this.agentsNow().anySpeaker(ring, language);

  /** Who has to be looked at since the last time: those who wait, and agents who may take somebody else now. */
  news(now: number): { callers: string[]; agents: string[] } {
    const pool = this.agentsNow();
    this.lines.wake(now);
    const all = this.everything;
    this.everything = false;
    const agents = [...this.#changed];
    this.#changed.clear();
    for (const id of agents) this.lines.agentChanged(id);
    if (agents.length > 0 && pool.catalogue.reserving.length > 0)
      for (const id of this.lines.outbound) this.lines.news.add(id);
    const callers = [...(all ? this.tables.waiting : this.lines.news)];
    this.lines.news.clear();
    return { callers, agents: all ? [] : agents };
  }

  anyDue = (now: number): boolean => this.everything || this.lines.anyDue(now);

  /** She was the last who spoke some language: who waits for it may be served by others. */
  #silenced(n: number): void {
    const { languages } = this.pool.catalogue.agents[n]!;
    for (const { id, groups } of this.pool.catalogue.queuesOf(n)) {
      const hers = groups.filter((g) => g.has(n));
      for (const { callers } of this.lines.buckets(id)) {
        const language = callers[0]!.language;
        if (language === null || !languages.includes(language)) continue;
        if (hers.some((g) => !this.pool.anyOf(g, language))) for (const i of callers) this.lines.news.add(i.id);
      }
    }
  }

  #add(i: Interaction): void {
    const queue = this.pool.catalogue.config.queues.get(i.queueId ?? '');
    this.lines.add(i, queue && queueRules(queue));
  }

  #customer(before: Interaction | undefined, after: Interaction | undefined): void {
    if (before?.customerId != null) this.#member(before.customerId, before.id, false);
    if (after?.customerId != null && after.stage !== 'ended') this.#member(after.customerId, after.id, true);
    // What becomes of one contact of hers decides where her others go.
    for (const id of this.ofCustomer((after ?? before)!.customerId))
      if (this.tables.waiting.has(id)) this.lines.news.add(id);
  }
  #member(customerId: string, id: string, on: boolean): void {
    const set = this.#byCustomer.get(customerId) ?? new Set();
    if (on) this.#byCustomer.set(customerId, set.add(id));
    else if (set.delete(id) && set.size === 0) this.#byCustomer.delete(customerId);
  }

  #noLines = (): Lines => new Lines((id) => this.tables.waiting.has(id));
}

const DECIDES = [
  'queueId',
  'medium',
  'direction',
  'arrivedAt',
  'enteredAt',
  'priority',
  'queuePriority',
  'preferred',
  'first',
  'language',
  'customerId',
  'ticketOf',
  'restUntil',
] as const satisfies (keyof Interaction)[];
/** Nothing of what decides about her has changed. */
const isSame = (a: Interaction, b: Interaction): boolean => DECIDES.every((field) => a[field] === b[field]);
