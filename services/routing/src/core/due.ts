import { setStatus } from './agent.js';
import { settleAbsent } from './desk.js';
import type { Turn } from './effects.js';
import { callBack, giveUpOnAgent } from './lost.js';
import type { Agent, Interaction, Reservation } from './model.js';
import { anyPlaceDue, placesDue } from './place-due.js';
import type { State } from './state.js';
import { complete, isWrapping } from './talk.js';
import { unanswered } from './unanswered.js';

/** telephony stops ringing at `expiresAt` and says so; when it has not said so by then plus this, the offer is taken back, ms. */
export const REPORT_GRACE_MS = 1500;
/** A desktop that does not come back for this long counts as signed out, ms. */
export const ABSENT_MS = 15 * 60_000;

const isDue = (r: Reservation, now: number): boolean =>
  (r.state === 'pending' && now >= r.expiresAt + REPORT_GRACE_MS) ||
  (isWrapping(r) && now >= (r.wrapUntil ?? 0)) ||
  r.talk === 'lost';

/** She may be offered again, by the matching that follows every batch. */
const isRested = (i: Interaction, now: number): boolean => i.restUntil !== null && now >= i.restUntil;

/** Cheap: whether a tick would change anything is looked up before a batch is opened for it. */
export const anythingDue = (s: State, now: number): boolean =>
  s.activeReservations().some((r) => isDue(r, now)) ||
  [...s.waiting].some((id) => isRested(s.interactions.get(id)!, now)) ||
  s.watch.anyDue(now) ||
  [...s.agents.values()].some((a) => isAbsent(a, now)) ||
  anyPlaceDue(s, now);

/** Gone without signing out. Who chose a break or a meeting may close the page for it. */
const isAbsent = (a: Agent, now: number): boolean =>
  !a.attached &&
  a.workState === 'idle' &&
  (a.status === 'available' || ((a.status === 'away' || a.status === 'not-responding') && now - a.since > ABSENT_MS));

/** Every time limit that routing keeps by itself. */
export function tick(s: State, t: Turn): void {
  t.ticked = true;
  for (const id of s.waiting) {
    const i = s.interactions.get(id)!;
    if (isRested(i, t.now)) s.interactions.put({ ...i, restUntil: null });
  }
  for (const r of s.activeReservations()) {
    if (!isDue(r, t.now)) continue;
    if (r.state === 'pending') unanswered(s, t, r, 'healed', t.now, true);
    else if (isWrapping(r)) complete(s, t, r, t.now, null);
    else if (t.now >= r.lostUntil!) giveUpOnAgent(s, t, r);
    else callBack(s, t, r.id, false);
  }
  for (const a of s.agents.values()) {
    if (!isAbsent(a, t.now)) continue;
    if (a.status === 'available') settleAbsent(s, t, a.id);
    else setStatus(s, t, a.id, 'offline', 'desktop-lost');
  }
  placesDue(s, t);
}
