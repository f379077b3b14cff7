import { inLine } from '../core/line.js';
import type { Agent } from '../core/model.js';
import { isKept } from '../core/place.js';
import type { State } from '../core/state.js';
import { isTalking } from '../core/talk.js';
import { agentView, queueViews } from '../desk/views.js';

const KINDS = ['queues', 'agents', 'interactions', 'tickets'] as const;
type Kind = (typeof KINDS)[number];
type Item = { readonly id: string } & Record<string, unknown>;
/** What a team lead's page shows: ids, words and times (ms since 1970); the page joins names. */
export type LiveState = Record<Kind, Item[]>;
/** Items that are new or different, whole; and those that are gone. */
export type LiveChange = LiveState & { gone: { kind: Kind; id: string }[] };

export function liveState(s: State): LiveState {
  return {
    queues: [...queueViews(s).values()].map(({ queue, ...v }) => ({ id: queue, ...v })),
    agents: [...s.agents.values()].map((a) => agentItem(s, a)),
    interactions: [...s.interactions.values()]
      .filter((i) => i.stage !== 'ended')
      .map((i) => ({
        id: i.id,
        stage: i.stage,
        inLine: inLine(i),
        queueId: i.queueId,
        medium: i.medium,
        direction: i.direction,
        language: i.language,
        arrivedAt: i.arrivedAt,
        enteredAt: i.enteredAt,
        agentId: s.reservations.get(i.holder ?? '')?.agentId ?? null,
      })),
    tickets: [...s.tickets.values()].filter(isKept).map((t) => ({ ...t })),
  };
}

function agentItem(s: State, a: Agent): Item {
  const r = s.ofAgent(a.id).sort((x, y) => Number(isTalking(y)) - Number(isTalking(x)))[0];
  const { id: reservationId, interactionId, queueId, kind, talk } = r ?? {};
  const since = r && (r.endedAt ?? r.answeredAt ?? r.offeredAt);
  return {
    id: a.id,
    ...agentView(a),
    attached: a.attached,
    phone: a.phone,
    reservation: r ? { reservationId, interactionId, queueId, kind, talk, since } : null,
  };
}

/** Tells watchers what differs, at intervals, however many changes there were in between. */
export class Live {
  readonly #watchers = new Set<(change: LiveChange) => void>();
  #last = new Map<string, string>();

  /** The full state now, then changes relative to it. Answers with the way to stop. */
  watch(s: State, tell: (change: LiveChange) => void): { full: LiveState; stop: () => void } {
    // Whoever watches already is brought up to here first, so that all stand at the same moment.
    this.turn(s);
    const full = liveState(s);
    this.#last = texts(full);
    this.#watchers.add(tell);
    return { full, stop: () => this.#watchers.delete(tell) };
  }

  turn(s: State): void {
    if (this.#watchers.size === 0) return;
    const now = liveState(s);
    const text = texts(now);
    const change: LiveChange = { queues: [], agents: [], interactions: [], tickets: [], gone: [] };
    for (const kind of KINDS)
      change[kind] = now[kind].filter(({ id }) => this.#last.get(`${kind}/${id}`) !== text.get(`${kind}/${id}`));
    for (const key of this.#last.keys()) {
      const [kind, id] = key.split('/') as [Kind, string];
      if (!text.has(key)) change.gone.push({ kind, id });
    }
    this.#last = text;
    if (Object.values(change).every((list) => list.length === 0)) return;
    for (const tell of this.#watchers) tell(change);
  }
}

const texts = (state: LiveState) =>
  new Map<string, string>(
    KINDS.flatMap((kind) => state[kind].map((item) => [`${kind}/${item.id}`, JSON.stringify(item)] as const)),
  );
