import { inLine } from '../core/line.js';
import type { Agent } from '../core/model.js';
import type { State } from '../core/state.js';
import { isTalking } from '../core/talk.js';
import { agentView, queueViews } from '../desk/views.js';

/** Everything shown, each under a key, so that two moments can be compared. */
export function liveItems(s: State): Map<string, Record<string, unknown>> {
  const items = new Map<string, Record<string, unknown>>();
  for (const v of queueViews(s).values()) items.set(`queue:${v.queue}`, { ...v });
  for (const a of s.agents.values()) items.set(`agent:${a.id}`, agentItem(s, a));
  for (const i of s.interactions.values()) {
    if (i.stage === 'ended') continue;
    items.set(`interaction:${i.id}`, {
      interactionId: i.id,
      stage: i.stage,
      queueId: i.queueId,
      direction: i.direction,
      arrivedAt: i.arrivedAt,
      enteredAt: i.enteredAt,
      inLine: inLine(i),
      agentId: s.reservations.get(i.holder ?? '')?.agentId ?? null,
    });
  }
  for (const t of s.tickets.values()) if (t.state !== 'used') items.set(`ticket:${t.id}`, { ...t });
  return items;
}

function agentItem(s: State, a: Agent): Record<string, unknown> {
  const r = s.ofAgent(a.id).sort((x, y) => Number(isTalking(y)) - Number(isTalking(x)))[0];
  return {
    agentId: a.id,
    ...agentView(a),
    attached: a.attached,
    phone: a.phone,
    reservation: r
      ? {
          id: r.id,
          interactionId: r.interactionId,
          queueId: r.queueId,
          kind: r.kind,
          talk: r.talk,
          since: r.answeredAt ?? r.offeredAt,
        }
      : null,
  };
}

export type LiveChange = { put: Record<string, Record<string, unknown>>; gone: string[] };

/** Tells watchers what differs, at intervals, however many changes there were. */
export class Live {
  readonly #watchers = new Set<(change: LiveChange) => void>();
  #last = new Map<string, string>();
  #dirty = true;

  dirty(): void {
    this.#dirty = true;
  }

  /** The full state now, then changes relative to it. Answers with the way to stop. */
  watch(
    s: State,
    tell: (change: LiveChange) => void,
  ): { full: Record<string, Record<string, unknown>>; stop: () => void } {
    // Whoever watches already is brought up to here first, so that all stand at the same moment.
    if (this.#watchers.size > 0) this.turn(s, true);
    const items = liveItems(s);
    this.#last = texts(items);
    this.#watchers.add(tell);
    return { full: Object.fromEntries(items), stop: () => this.#watchers.delete(tell) };
  }

  turn(s: State, force = false): void {
    if (this.#watchers.size === 0 || !(this.#dirty || force)) return;
    this.#dirty = false;
    const items = liveItems(s);
    const now = texts(items);
    const change: LiveChange = { put: {}, gone: [] };
    for (const [key, text] of now) if (this.#last.get(key) !== text) change.put[key] = items.get(key)!;
    for (const key of this.#last.keys()) if (!now.has(key)) change.gone.push(key);
    this.#last = now;
    if (Object.keys(change.put).length + change.gone.length === 0) return;
    for (const tell of this.#watchers) tell(change);
  }
}

const texts = (items: Map<string, Record<string, unknown>>) =>
  new Map([...items].map(([key, value]) => [key, JSON.stringify(value)]));
