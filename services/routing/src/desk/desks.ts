import type { DataOf } from '#common/contracts/contract.js';
import { deskChange } from '#common/contracts/routing.js';
import type { State } from '../core/state.js';
import {
  agentView,
  type DeskAgent,
  type DeskQueue,
  type DeskReservation,
  queuesOf,
  queueViews,
  reservationsOf,
  reservationView,
} from './views.js';

type Change = DataOf<typeof deskChange>;
/** What one desktop has been told, so that only what differs is sent. */
interface Shown {
  session: string;
  epoch: number;
  n: number;
  agent: string;
  reservations: Map<string, string>;
  queues: string;
}
export interface DeskView {
  n: number;
  agent: DeskAgent;
  reservations: DeskReservation[];
  queues: DeskQueue[];
}

const FIGURES_A_ROUND = 50;

/**
 * The attached desktops of one tenant: full views and numbered changes. Numbers begin above those of any earlier writer,
 * so that a desktop that heard an earlier one sees a gap and asks for a new view.
 */
export class Desks {
  readonly #shown = new Map<string, Shown>();
  #base = 0;
  /** Desktops that have still to hear figures in this turn. */
  #round: string[] = [];

  constructor(
    private readonly tenant: string,
    private readonly send: (change: Change, place: string) => void,
  ) {}

  begin(fence: number): void {
    this.#shown.clear();
    this.#base = fence * 1_000_000;
  }

  /** Everything that her desktop shows; changes from now on are told relative to it. */
  view(s: State, agentId: string): DeskView | undefined {
    const a = s.agents.get(agentId);
    if (!a?.session) return undefined;
    const agent = agentView(a);
    const reservations = reservationsOf(s, agentId).map((r) => reservationView(s, r, agentId));
    const queues = this.#queues(s, queueViews(s), agentId);
    const n = this.#shown.get(agentId)?.n ?? this.#base;
    this.#shown.set(agentId, {
      session: a.session,
      epoch: a.epoch,
      n,
      agent: JSON.stringify(agent),
      reservations: new Map(reservations.map((r) => [r.reservation, JSON.stringify(r)])),
      queues: JSON.stringify(queues),
    });
    return { n, agent, reservations, queues };
  }

  /** Tells the desktops of these agents what is different now. */
  changed(s: State, agents: Iterable<string>): void {
    for (const id of agents) {
      const shown = this.#current(s, id);
      if (!shown) continue;
      const agent = agentView(s.agents.get(id)!);
      const text = JSON.stringify(agent);
      const fresh = new Map(reservationsOf(s, id).map((r) => [r.id, reservationView(s, r, id)]));
      if (text !== shown.agent) {
        shown.agent = text;
        this.#tell(s, id, shown, { agent });
      }
      for (const [rid, reservation] of fresh) {
        const json = JSON.stringify(reservation);
        if (shown.reservations.get(rid) === json) continue;
        shown.reservations.set(rid, json);
        this.#tell(s, id, shown, { reservation });
      }
      for (const rid of shown.reservations.keys()) {
        if (fresh.has(rid)) continue;
        shown.reservations.delete(rid);
        this.#tell(s, id, shown, { gone: rid });
      }
    }
  }

  /**
   * Queue figures change with every call: told at intervals, only where they differ, and to so many desktops in a round;
   * the next round goes on where this one ended, so that thousands of desktops cost no more than a hundred.
   * Answers whether there are desktops that have still to hear.
   */
  figures(s: State): boolean {
    if (this.#round.length === 0) this.#round = [...this.#shown.keys()];
    if (this.#round.length === 0) return false;
    const views = queueViews(s);
    for (const id of this.#round.splice(0, FIGURES_A_ROUND)) {
      const shown = this.#current(s, id);
      if (!shown) continue;
      const queues = this.#queues(s, views, id);
      const text = JSON.stringify(queues);
      if (text === shown.queues) continue;
      shown.queues = text;
      this.#tell(s, id, shown, { queues });
    }
    return this.#round.length > 0;
  }

  #queues = (s: State, views: Map<string, DeskQueue>, agentId: string): DeskQueue[] =>
    queuesOf(s, agentId).map((q) => views.get(q)!);

  /** undefined while she is not attached, or attached anew and not yet given a view. */
  #current(s: State, agentId: string): Shown | undefined {
    const a = s.agents.get(agentId);
    const shown = this.#shown.get(agentId);
    if (!shown || !a) return undefined;
    if (a.attached && shown.session === a.session && shown.epoch === a.epoch) return shown;
    return undefined;
  }

  #tell(s: State, agentId: string, shown: Shown, what: Partial<Change>): void {
    const { session, epoch } = shown;
    const place = s.agents.get(agentId)?.place ?? 'site';
    this.send({ tenant: this.tenant, session, agentId, epoch, n: ++shown.n, ...what }, place);
  }
}
