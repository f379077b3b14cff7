import { isLineOpen } from './callback-rules.js';
import type { Turn } from './effects.js';
import type { Ticket } from './model.js';
import { close, goInLine, isKept, untilItOpens } from './place.js';
import type { State } from './state.js';

/** Whether a place in line stands there while its queue is closed; each queue is looked up once. */
function closedLines(s: State, now: number): (x: Ticket) => boolean {
  const known = new Map<string | null, boolean>();
  return (x) => {
    const open = known.get(x.queueId) ?? isLineOpen(s, x.queueId, now);
    known.set(x.queueId, open);
    return !open;
  };
}

/** Her turn to wait again, or too late. What is being called is let end. */
const isDue = (x: Ticket, now: number): boolean =>
  isKept(x) && x.state !== 'calling' && (now >= x.expiresAt || (x.dueAt !== null && now >= x.dueAt));

/** Cheap while nothing is kept: a tick asks each time. */
export function anyPlaceDue(s: State, now: number): boolean {
  const closed = closedLines(s, now);
  for (const x of s.tickets.values()) if (isDue(x, now) || (x.state === 'waiting' && closed(x))) return true;
  return false;
}

export function placesDue(s: State, t: Turn): void {
  const closed = closedLines(s, t.now);
  for (const x of [...s.tickets.values()]) {
    if (isDue(x, t.now)) {
      if (t.now >= x.expiresAt) close(s, t, x, 'expired', 'expired');
      else goInLine(s, t, x.id);
    } else if (x.state === 'waiting' && closed(x)) untilItOpens(s, t, x);
  }
}
