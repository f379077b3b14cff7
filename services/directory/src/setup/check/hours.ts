import { type Problem, pathOf, wrong } from './problem.js';

interface Span {
  readonly days: readonly number[];
  readonly from: string;
  readonly to: string;
}
export interface Hours {
  readonly timeZone?: string | undefined;
  readonly open?: readonly Span[] | undefined;
  readonly holidays?: readonly string[] | undefined;
}

/** Opening hours that could not be kept, or would say two things at once. */
export function checkHours(hours: Hours, ...at: string[]): Problem[] {
  const found: Problem[] = [];
  if (!hours.timeZone || !isTimeZone(hours.timeZone))
    found.push(wrong('BAD_HOURS', pathOf(...at, 'timeZone'), 'Write an IANA time zone, for example Europe/Warsaw.'));
  const spans = hours.open ?? [];
  const sound = spans.filter((span, i) => {
    const said = spanProblems(span, [...at, 'open', String(i)]);
    found.push(...said);
    return said.length === 0;
  });
  if (sound.length === spans.length) found.push(...overlaps(spans, at));
  return [...found, ...checkHolidays(hours.holidays ?? [], at)];
}

function spanProblems({ days, from, to }: Span, at: string[]): Problem[] {
  const found: Problem[] = [];
  if (days.length === 0 || !days.every((d) => d >= 1 && d <= 7))
    found.push(wrong('BAD_HOURS', pathOf(...at, 'days'), 'Name days from 1 (Monday) to 7 (Sunday).'));
  if (!isTime(from) || !(isTime(to) || to === '24:00'))
    found.push(
      wrong(
        'BAD_HOURS',
        pathOf(...at),
        'Write hours as HH:MM to HH:MM; 24:00 is the end of the day, and what ends earlier than it begins runs into the next day.',
      ),
    );
  return found;
}

const DAY = 24 * 60;
const WEEK = 7 * DAY;
const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** Minutes of a week from Monday, each with its span; what runs past Sunday midnight goes on at Monday. */
function stretches({ days, from, to }: Span): { begin: number; end: number }[] {
  return days.flatMap((day) => {
    const begin = (day - 1) * DAY + minuteOf(from);
    const end = (day - 1) * DAY + minuteOf(to) + (to <= from ? DAY : 0);
    return end <= WEEK
      ? [{ begin, end }]
      : [
          { begin, end: WEEK },
          { begin: 0, end: end - WEEK },
        ];
  });
}

function overlaps(spans: readonly Span[], at: string[]): Problem[] {
  const known = spans.map(stretches);
  return spans.flatMap((a, i) => {
    const [j, day] = firstOverlap(known, i) ?? [];
    if (j === undefined || day === undefined) return [];
    const b = spans[j]!;
    const how =
      i === j
        ? `${a.from} to ${a.to} overlaps itself on the next day`
        : `On ${DAYS[day]} ${a.from} to ${a.to} overlaps ${b.from} to ${b.to}`;
    return [
      wrong(
        'OVERLAPPING_HOURS',
        pathOf(...at, 'open', i),
        `${how}: make one line of both, or let the second begin where the first ends.`,
      ),
    ];
  });
}

/** The first span up to `i` that shares a minute with span `i`, and the day on which it does. */
function firstOverlap(
  known: readonly { begin: number; end: number }[][],
  i: number,
): [j: number, day: number] | undefined {
  for (let j = 0; j <= i; j++)
    for (const [n, a] of known[i]!.entries())
      for (const [m, b] of known[j]!.entries())
        if ((i !== j || m < n) && a.begin < b.end && b.begin < a.end)
          return [j, Math.floor(Math.max(a.begin, b.begin) / DAY)];
  return undefined;
}

function checkHolidays(holidays: readonly string[], at: string[]): Problem[] {
  return holidays.flatMap((day, i) => {
    const path = pathOf(...at, 'holidays', i);
    if (!isDay(day))
      return [
        wrong('BAD_HOLIDAY', path, `${day} is no day of the calendar: write YYYY-MM-DD, for example 2026-12-25.`),
      ];
    return holidays.indexOf(day) < i ? [wrong('HOLIDAY_TWICE', path, `${day} is there twice: take one away.`)] : [];
  });
}

const minuteOf = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));
const isTime = (text: string) => /^([01]\d|2[0-3]):[0-5]\d$/.test(text);
const isDay = (text: string) => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
};
function isTimeZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}
