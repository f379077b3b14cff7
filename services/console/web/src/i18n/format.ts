/** `75_000` → `1:15`, an hour → `1:00:00`. Milliseconds; what is negative counts as nothing. */
export function clock(ms: number): string {
  const all = Math.max(0, Math.floor(ms / 1000));
  const seconds = String(all % 60).padStart(2, '0');
  const minutes = Math.floor(all / 60) % 60;
  const hours = Math.floor(all / 3600);
  return hours ? `${hours}:${String(minutes).padStart(2, '0')}:${seconds}` : `${minutes}:${seconds}`;
}

/** A length of time for a screen reader, as ISO 8601: `PT1M15S`. */
export const isoDuration = (ms: number): string => {
  const all = Math.max(0, Math.floor(ms / 1000));
  return `PT${Math.floor(all / 60)}M${all % 60}S`;
};

export const timeOfDay = (at: number, language: string, seconds = false): string =>
  new Intl.DateTimeFormat(language, {
    hour: '2-digit',
    minute: '2-digit',
    ...(seconds ? { second: '2-digit' } : {}),
    hourCycle: 'h23',
  }).format(at);

export const dayAndTime = (at: number, language: string): string =>
  new Intl.DateTimeFormat(language, {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(at);

export const longDay = (at: number, language: string): string =>
  new Intl.DateTimeFormat(language, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }).format(at);

/** A share between 0 and 1 as per cent without fractions; unknown is a dash, never a zero. */
export const percent = (share: number | null | undefined, language: string): string =>
  share === null || share === undefined || !Number.isFinite(share)
    ? '–'
    : new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 }).format(share);

export const megabytes = (bytes: number, language: string): string =>
  new Intl.NumberFormat(language, {
    style: 'unit',
    unit: 'megabyte',
    unitDisplay: 'short',
    maximumFractionDigits: 1,
  }).format(bytes / 1_000_000);

/** The day of a time in the reader's zone, as `2026-11-22`. */
export function dayOf(at: number): string {
  const date = new Date(at);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
/** Where a day begins and the next begins, in the reader's zone; days of 23 and 25 hours come out right. */
export function boundsOf(day: string): { from: number; to: number } {
  const [year = 1970, month = 1, date = 1] = day.split('-').map(Number);
  return { from: new Date(year, month - 1, date).getTime(), to: new Date(year, month - 1, date + 1).getTime() };
}
