import { Alarms } from './alarms.js';
import type { Interaction } from './model.js';
import type { QueueRules } from './rules.js';

/** Callers who differ in nothing that decides about order but their arrival: the earliest is first, at any time. */
export interface Bucket {
  readonly queueId: string;
  readonly callers: Interaction[];
}
export const earlier = (a: Interaction, b: Interaction): number => a.arrivedAt - b.arrivedAt || (a.id < b.id ? -1 : 1);

/** Everybody in line by queue, in order of arrival, with who has to be looked at anew. */
export class Lines {
  /** Who came, changed, or may be served by others from now on. */
  readonly news = new Set<string>();
  readonly outbound = new Set<string>();
  readonly byQueue = new Map<string, Map<string, Bucket>>();
  readonly #alarms = new Alarms();
  /** Who is kept waiting for one agent: when she changes, they are looked at. */
  readonly #waitFor = new Map<string, Set<string>>();
  readonly #waits: (id: string) => boolean;

  constructor(waits: (id: string) => boolean) {
    this.#waits = waits;
  }

  add(i: Interaction, rules: QueueRules | undefined): void {
    if (i.queueId === null) return;
    const queue = this.byQueue.get(i.queueId) ?? new Map<string, Bucket>();
    const key = keyOf(i);
    const bucket = queue.get(key) ?? { queueId: i.queueId, callers: [] };
    bucket.callers.splice(placeIn(bucket.callers, i), 0, i);
    this.byQueue.set(i.queueId, queue.set(key, bucket));
    if (i.direction === 'outbound') this.outbound.add(i.id);
    this.news.add(i.id);
    if (rules) for (const at of moments(i, rules)) this.#alarms.add(at, i.id);
  }

  remove(i: Interaction): void {
    const queue = this.byQueue.get(i.queueId ?? '');
    const bucket = queue?.get(keyOf(i));
    this.outbound.delete(i.id);
    if (!queue || !bucket) return;
    const n = placeIn(bucket.callers, i);
    if (bucket.callers[n]?.id === i.id) bucket.callers.splice(n, 1);
    if (bucket.callers.length > 0) return;
    queue.delete(keyOf(i));
    if (queue.size === 0) this.byQueue.delete(i.queueId!);
  }

  /** The same in everything that decides. */
  replace(before: Interaction, after: Interaction): void {
    const callers = this.byQueue.get(before.queueId ?? '')?.get(keyOf(before))?.callers;
    if (callers) callers[placeIn(callers, before)] = after;
  }

  buckets = (queueId: string): Iterable<Bucket> => this.byQueue.get(queueId)?.values() ?? [];

  waitsFor(agentId: string, interactionId: string): void {
    const set = this.#waitFor.get(agentId) ?? new Set();
    this.#waitFor.set(agentId, set.add(interactionId));
  }
  /** The agent changed: whoever was kept for her is news. */
  agentChanged(agentId: string): void {
    for (const id of this.#waitFor.get(agentId) ?? []) this.news.add(id);
    this.#waitFor.delete(agentId);
  }

  /** Whether a rule of somebody who waits changes at `now` or has changed since it was looked at. */
  anyDue(now: number): boolean {
    while (this.#alarms.next <= now) {
      if (this.#waits(this.#alarms.first!)) return true;
      this.#alarms.take();
    }
    return false;
  }
  wake(now: number): void {
    while (this.#alarms.next <= now) this.news.add(this.#alarms.take()!);
  }
}

const keyOf = (i: Interaction): string =>
  `${i.first ? 1 : 0}/${i.priority}/${i.queuePriority}/${i.medium}/${i.language}/${i.direction}`;

/** When what holds for her changes by time alone. */
function* moments(i: Interaction, rules: QueueRules): Iterable<number> {
  for (const { afterMs } of rules.rings) if (afterMs > 0) yield i.enteredAt + afterMs;
  if (rules.teams.size > 0 && rules.teamsMs > 0) yield i.enteredAt + rules.teamsMs;
  if (rules.preferredMs > 0) yield i.enteredAt + rules.preferredMs;
  if (i.customerId !== null) yield i.enteredAt + Math.max(rules.preferredMs, COMPANION_MS);
  if (i.restUntil !== null) yield i.restUntil;
}

/** How long a customer waits for the agent who has her on another medium already and has no room at this moment, ms. */
export const COMPANION_MS = 20_000;

function placeIn(callers: readonly Interaction[], i: Interaction): number {
  let [from, to] = [0, callers.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (callers[middle]!.id !== i.id && earlier(callers[middle]!, i) < 0) from = middle + 1;
    else to = middle;
  }
  return from;
}
