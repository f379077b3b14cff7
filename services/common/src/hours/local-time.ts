export const DAY_MS = 86_400_000;

/** What a clock and a calendar on a wall show. */
export interface LocalTime {
  /** `YYYY-MM-DD`. */
  readonly date: string;
  readonly dayBefore: string;
  /** 1 Monday to 7 Sunday. */
  readonly weekday: number;
  /** Of the day, 0 to 1439. */
  readonly minute: number;
  /** The same in ms, down to the ms of `now`. */
  readonly sinceMidnight: number;
  /** By how much the wall is ahead of UTC, ms. */
  readonly offset: number;
}

/** A formatter takes far longer to make than to use. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    calendar: 'gregory',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  });
  formatters.set(timeZone, made);
  return made;
}

/** The wall at `now` (ms) in `timeZone` (IANA). Throws a RangeError for a zone that nobody knows. */
export function localTime(timeZone: string, now: number): LocalTime {
  const wall = wallOf(timeZone, now);
  const midnight = Math.floor(wall / DAY_MS) * DAY_MS;
  return {
    date: dateOf(midnight),
    dayBefore: dateOf(midnight - DAY_MS),
    // 1 January 1970 was a Thursday.
    weekday: ((midnight / DAY_MS + 3) % 7) + 1,
    minute: Math.floor((wall - midnight) / 60_000),
    sinceMidnight: wall - midnight,
    offset: wall - now,
  };
}

/** Where the offset next changes after `from`, no later than `to` (ms, at most a day later); `to` when it does not. */
export function offsetChange(timeZone: string, from: number, to: number): number {
  const before = offsetOf(timeZone, from);
  if (offsetOf(timeZone, to) === before) return to;
  let [same, changed] = [from, to];
  while (changed - same > 1) {
    const middle = Math.floor((same + changed) / 2);
    if (offsetOf(timeZone, middle) === before) same = middle;
    else changed = middle;
  }
  return changed;
}

const offsetOf = (timeZone: string, now: number): number => wallOf(timeZone, now) - now;

/** The wall's time, written as if it were UTC, ms. */
function wallOf(timeZone: string, now: number): number {
  const of: Record<string, number> = {};
  for (const { type, value } of formatterOf(timeZone).formatToParts(now)) of[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = of;
  const ms = ((now % 1000) + 1000) % 1000;
  return Date.UTC(year, month - 1, day, hour, minute, second, ms);
}

const dateOf = (midnight: number): string => new Date(midnight).toISOString().slice(0, 10);
