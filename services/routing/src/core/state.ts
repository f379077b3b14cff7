import { NO_CONFIG, type RoutingConfig } from './config.js';
import type { Acquaintance, Agent, Answered, Interaction, Reservation, Ticket } from './model.js';
import type { Pool } from './pool.js';
import { Table } from './table.js';
import { Watch } from './watch.js';

export const isActive = (r: Reservation): boolean => r.state === 'pending' || r.state === 'accepted';

/** Everything routing knows of one tenant, with the indexes that its questions need. */
export class State {
  #config: RoutingConfig = NO_CONFIG;
  /** Reservations that are not over, by agent and by interaction; callers in line whom nobody is asked for. */
  readonly activeByAgent = new Map<string, Set<string>>();
  readonly activeByInteraction = new Map<string, Set<string>>();
  readonly active = new Set<string>();
  readonly waiting = new Set<string>();

  readonly agents = new Table<Agent>((before, after) => this.watch.agent(before, after));
  readonly interactions = new Table<Interaction>((before, after) => {
    if (before?.stage === 'waiting') this.waiting.delete(before.id);
    if (after?.stage === 'waiting') this.waiting.add(after.id);
    this.watch.interaction(before, after);
  });
  readonly reservations = new Table<Reservation>((before, after) => {
    if (before) this.#index(before, false);
    if (after && isActive(after)) this.#index(after, true);
    this.watch.reservation(before, after);
  });
  readonly tickets = new Table<Ticket>();
  readonly answered = new Table<Answered>();
  readonly acquaintances = new Table<Acquaintance>();
  /** Interactions that ended before routing heard of them: an `enqueue` that was late on its way must not revive them. */
  readonly strangers = new Map<string, number>();

  readonly #tables = [
    this.agents,
    this.interactions,
    this.reservations,
    this.tickets,
    this.answered,
    this.acquaintances,
  ];
  /** For the matching alone. */
  readonly watch: Watch = new Watch(this);

  get config(): RoutingConfig {
    return this.#config;
  }
  set config(config: RoutingConfig) {
    if (config === this.#config) return;
    this.#config = config;
    this.watch.setUp(config);
  }

  ofAgent = (agentId: string): Reservation[] => this.#all(this.activeByAgent.get(agentId));
  ofInteraction = (id: string): Reservation[] => this.#all(this.activeByInteraction.get(id));
  ofCustomer = (customerId: string | null): Iterable<string> => this.watch.ofCustomer(customerId);
  agentsNow = (): Pool => this.watch.agentsNow();
  anySpeaker: Watch['anySpeaker'] = (ring, language) => this.watch.anySpeaker(ring, language);
  activeReservations = (): Reservation[] => this.#all(this.active);

  mark = (): number[] => this.#tables.map((t) => t.mark());
  rollback(marks?: readonly number[]): void {
    for (const [i, t] of this.#tables.entries()) t.rollback(marks?.[i] ?? 0);
    // The matching of the batch is undone with it, and what it had looked at is news again.
    if (!marks) this.watch.everything = true;
  }
  settle(): void {
    for (const t of this.#tables) t.settle();
  }
  get changed(): boolean {
    return this.#tables.some((t) => t.mark() > 0);
  }

  #all(ids: ReadonlySet<string> | undefined): Reservation[] {
    return ids ? [...ids].map((id) => this.reservations.get(id)!) : [];
  }
  #index(r: Reservation, on: boolean): void {
    if (on) this.active.add(r.id);
    else this.active.delete(r.id);
    if (r.agentId !== null) member(this.activeByAgent, r.agentId, r.id, on);
    member(this.activeByInteraction, r.interactionId, r.id, on);
  }
}

function member(index: Map<string, Set<string>>, key: string, id: string, on: boolean): void {
  const set = index.get(key) ?? new Set();
  if (on) index.set(key, set.add(id));
  else if (set.delete(id) && set.size === 0) index.delete(key);
}
