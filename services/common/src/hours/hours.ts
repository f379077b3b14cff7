import { DAY_MS, localTime, offsetChange } from './local-time.js';

/** When a queue or a house is open, by the clock on its own wall. */
export interface Hours {
  /** IANA name, such as `Europe/Warsaw`. */
  readonly timeZone: string;
  readonly open: readonly Span[];
  /** Dates (`YYYY-MM-DD`) that are closed from midnight to midnight, and on which no span begins. */
  readonly holidays?: readonly string[] | undefined;
}
/**
 * `from` belongs to the span, `to` does not; `24:00` is midnight at the day's end, and a span whose `to` is not after
 * its `from` runs into the next day. An hour that a change of daylight saving repeats counts both times.
 */
export interface Span {
  /** 1 Monday to 7 Sunday: the days on which it begins. */
  readonly days: readonly number[];
  readonly from: string;
  readonly to: string;
}

/** Further ahead than this nobody opens again. */
const HORIZON_MS = 400 * DAY_MS;
const MINUTE_MS = 60_000;

/** Whether it is open at `now` (ms). */
export function isOpen({ timeZone, open, holidays = [] }: Hours, now: number): boolean {
  const { date, dayBefore, weekday, minute } = localTime(timeZone, now);
  if (holidays.includes(date)) return false;
  const yesterday = weekday === 1 ? 7 : weekday - 1;
  return open.some(({ days, from, to }) => {
    const [begins, ends] = [minuteOf(from), minuteOf(to)];
    if (begins < ends) return days.includes(weekday) && minute >= begins && minute < ends;
    const sinceYesterday = days.includes(yesterday) && minute < ends && !holidays.includes(dayBefore);
    return sinceYesterday || (days.includes(weekday) && minute >= begins);
  });
}

/** The first moment (ms), `now` included, at which it is open; null when there is none within 400 days. */
export function nextOpening(hours: Hours, now: number): number | null {
  if (isOpen(hours, now)) return now;
  const begins = [...new Set(hours.open.map((span) => minuteOf(span.from)))];
  let at = now;
  while (begins.length > 0 && at < now + HORIZON_MS) {
    // Within such a stretch the wall's clock runs evenly, so that minutes can be counted.
    const end = offsetChange(hours.timeZone, at, at + DAY_MS);
    const stretch = at;
    const { sinceMidnight } = localTime(hours.timeZone, stretch);
    const candidates = begins
      .map((minute) => stretch + ((minute * MINUTE_MS - sinceMidnight + DAY_MS) % DAY_MS))
      .filter((moment) => moment < end);
    // A change of offset may lead right into a span.
    const first = [stretch, ...candidates].sort((a, b) => a - b).find((moment) => isOpen(hours, moment));
    if (first !== undefined) return first;
    at = end;
  }
  return null;
}

const minuteOf = (clock: string): number => {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  return hours * 60 + minutes;
};
