import { callbackRules, isLineOpen, SLOTS_AHEAD_MS } from './callback-rules.js';
import { isKept } from './place.js';
import type { State } from './state.js';

export interface Slot {
  readonly from: number;
  readonly to: number;
  /** How many may still be taken. */
  readonly free: number;
}
const MOST_SLOTS = 500;
const CAPACITY = 1;

/**
 * Appointments of a queue: as long as `slotMs`, from whole multiples of it since 1970, open at their begin and at their end,
 * none that has begun already. Times in ms.
 */
export function slotsOf(s: State, queueId: string, from: number, now: number): Slot[] {
  const rules = callbackRules(s, queueId);
  const length = rules?.slotMs ?? 0;
  if (length <= 0) return [];
  const until = now + (rules?.slotAheadMs ?? SLOTS_AHEAD_MS);
  const taken = takenIn(s, queueId);
  const slots: Slot[] = [];
  for (let at = Math.ceil(Math.max(from, now + 1) / length) * length; at < until; at += length) {
    if (slots.length >= MOST_SLOTS) break;
    if (!isLineOpen(s, queueId, at) || !isLineOpen(s, queueId, at + length - 1)) continue;
    const free = Math.max(0, (rules?.slotCapacity ?? CAPACITY) - (taken.get(at) ?? 0));
    slots.push({ from: at, to: at + length, free });
  }
  return slots;
}

/** By begin of the slot, how many appointments there are. One that is over has used its slot all the same. */
function takenIn(s: State, queueId: string): Map<number, number> {
  const taken = new Map<number, number>();
  for (const x of s.tickets.values())
    if (x.queueId === queueId && x.slotAt !== undefined && isKept(x))
      taken.set(x.slotAt, (taken.get(x.slotAt) ?? 0) + 1);
  return taken;
}
