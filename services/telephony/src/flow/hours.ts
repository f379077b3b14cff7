import type { FlowStep } from '#common/contracts/directory.js';

type Open = NonNullable<FlowStep['open']>;
const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/**
 * Whether `now` (ms) lies in one of the spans on a clock in `timeZone` (IANA). `from` belongs to the span, `to` does not;
 * `24:00` is midnight at the day's end, and a span whose `to` is not after `from` runs into the next day.
 */
export function isOpen(open: Open, timeZone: string, now: number): boolean {
  const { day, minute } = localTime(timeZone, now);
  const before = day === 1 ? 7 : day - 1;
  return open.some(({ days, from, to }) => {
    const [begins, ends] = [minuteOf(from), minuteOf(to)];
    if (begins < ends) return days.includes(day) && minute >= begins && minute < ends;
    return (days.includes(day) && minute >= begins) || (days.includes(before) && minute < ends);
  });
}

function localTime(timeZone: string, now: number): { day: number; minute: number } {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(now);
  const of = (type: string) => parts.find((part) => part.type === type)?.value ?? '';
  return { day: DAYS.indexOf(of('weekday')) + 1, minute: Number(of('hour')) * 60 + Number(of('minute')) };
}

const minuteOf = (clock: string): number => {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  return hours * 60 + minutes;
};
