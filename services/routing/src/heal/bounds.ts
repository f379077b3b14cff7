import { ABSENT_MS, REPORT_GRACE_MS } from '../core/due.js';
import { REJOIN_EVERY_MS } from '../core/lost.js';
import { DESK_SILENT_MS, PLACE_SILENT_MS } from '../desk/presence.js';

/** How often Asterisk is asked while anything is reserved, talking or waiting, ms; at once when telephony says that nodes changed. */
export const LOOK_EVERY_MS = 3000;
/** A finding counts when it is seen again after at least this long: a report may be on its way, ms. */
export const CONFIRM_MS = 2000;
/** How often time limits are looked at, ms. */
export const TICK_MS = 250;

/** How often a place names its desktops, ms. */
const BEAT_MS = 2000;

/** Each state that something could be stuck in, and after how long at the most it heals by itself, ms. `null`: as the queue says. */
export const BOUNDS: readonly { state: string; heals: string; withinMs: number | null }[] = [
  {
    state: 'reserved, telephony never says how it ended',
    heals: 'taken back, next agent, nobody blamed',
    withinMs: REPORT_GRACE_MS + TICK_MS,
  },
  { state: 'reserved, Asterisk has no such leg', heals: 'taken back, next agent', withinMs: 2 * LOOK_EVERY_MS },
  { state: 'reserved, desktop silent', heals: 'taken back, next agent', withinMs: DESK_SILENT_MS + TICK_MS },
  { state: 'reserved, phone gone', heals: 'taken back, next agent', withinMs: TICK_MS },
  {
    state: 'talking, Asterisk has no such leg',
    heals: 'lost: called back, then first in line',
    withinMs: 2 * LOOK_EVERY_MS,
  },
  { state: 'lost, she does not come back', heals: 'caller first in line', withinMs: null },
  { state: 'lost, a new leg was refused', heals: 'asked for again', withinMs: REJOIN_EVERY_MS + TICK_MS },
  { state: 'wrapping', heals: 'completed at its time limit', withinMs: null },
  { state: 'waiting or talking, Asterisk has no such call', heals: 'ended, agent free', withinMs: 2 * LOOK_EVERY_MS },
  { state: 'leg in Asterisk without a reservation', heals: 'released', withinMs: 2 * LOOK_EVERY_MS },
  { state: 'available, desktop silent', heals: 'away, desktop-lost', withinMs: DESK_SILENT_MS + TICK_MS },
  { state: 'available, whole place silent', heals: 'away, desktop-lost', withinMs: PLACE_SILENT_MS + TICK_MS },
  { state: 'lost, but its gateway names it', heals: 'attached again', withinMs: 2 * BEAT_MS },
  { state: 'away, desktop-lost', heals: 'offline', withinMs: ABSENT_MS + TICK_MS },
];
