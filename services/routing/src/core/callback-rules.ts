import type { QueueConfig } from '#common/contracts/directory.js';
import { isOpenAt, opensAt } from './hours.js';
import type { State } from './state.js';

export type CallbackRules = NonNullable<QueueConfig['callback']>;

/** How long a customer's phone rings, ms; telephony keeps to the same. */
export const CUSTOMER_RINGS_MS = 45_000;
/** After a fault of ours, ms: trying at once would only spin. */
export const FAULT_REST_MS = 5000;
/** A place that nobody called is worth nothing any more, ms; where the queue says nothing else. */
export const TICKET_MS = 72 * 3_600_000;
/** Appointments are given for so long ahead, ms. */
export const SLOTS_AHEAD_MS = 7 * 86_400_000;

/** undefined: the queue calls nobody back by itself. */
export const callbackRules = (s: State, queueId: string | null): CallbackRules | undefined =>
  s.config.queues.get(queueId ?? '')?.callback;

/** When the queue of a place is open next, `from` included; null: never. A queue that is gone hinders nobody. */
export const lineOpensAt = (s: State, queueId: string | null, from: number): number | null =>
  opensAt(s.config.queues.get(queueId ?? '') ?? {}, from);
export const isLineOpen = (s: State, queueId: string | null, now: number): boolean =>
  isOpenAt(s.config.queues.get(queueId ?? '') ?? {}, now);
