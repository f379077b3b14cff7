/** The wall-clock reading of an instant in a time zone, as if it were UTC, ms. */
function wallOf(at: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(at);
  const n = (type: string) => Number(parts.find((p) => p.type === type)!.value);
  return Date.UTC(n('year'), n('month') - 1, n('day'), n('hour'), n('minute'), n('second'));
}

/** The instant at which a day begins in a time zone. @param date `YYYY-MM-DD` */
export function midnight(date: string, timeZone: string): number {
  const wanted = Date.parse(`${date}T00:00:00Z`);
  let at = wanted;
  // Twice, because the first guess may lie on the other side of a change of the clocks.
  for (let i = 0; i < 2; i++) at += wanted - wallOf(at, timeZone);
  return at;
}

const nextDate = (date: string): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);

/** A day in a time zone: 23, 24 or 25 hours. */
export const dayRange = (date: string, timeZone: string): { from: number; to: number } => ({
  from: midnight(date, timeZone),
  to: midnight(nextDate(date), timeZone),
});

/** `YYYY-MM-DD` of an instant in a time zone. */
export const dateOf = (at: number, timeZone: string): string =>
  new Date(wallOf(at, timeZone)).toISOString().slice(0, 10);

/** `2026-11-22T14:15:00+01:00`: local time with its offset, so that the hour that comes twice a year is told apart. */
export function localTime(at: number, timeZone: string): string {
  const second = Math.floor(at / 1000) * 1000;
  const wall = wallOf(second, timeZone);
  const minutes = Math.round((wall - second) / 60_000);
  const two = (n: number) => String(Math.floor(n)).padStart(2, '0');
  const offset = `${minutes < 0 ? '-' : '+'}${two(Math.abs(minutes) / 60)}:${two(Math.abs(minutes) % 60)}`;
  return `${new Date(wall).toISOString().slice(0, 19)}${offset}`;
}
