import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Hours, isOpen, nextOpening } from './hours.js';

const weekdays = [{ days: [1, 2, 3, 4, 5], from: '08:00', to: '18:00' }];
const nights = [{ days: [5], from: '22:00', to: '06:00' }];
const everyDay = [1, 2, 3, 4, 5, 6, 7];
const always = [{ days: everyDay, from: '00:00', to: '24:00' }];
const small = [{ days: everyDay, from: '02:15', to: '02:45' }];
const iso = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString().slice(0, 19));

describe('open hours', () => {
  it.each([
    ['at the first minute', weekdays, 'Europe/Warsaw', '2026-11-23T07:00:00Z', true],
    ['a minute before', weekdays, 'Europe/Warsaw', '2026-11-23T06:59:59Z', false],
    ['at the closing minute', weekdays, 'Europe/Warsaw', '2026-11-23T17:00:00Z', false],
    ['on Sunday', weekdays, 'Europe/Warsaw', '2026-11-22T11:00:00Z', false],
    ['by the clock of the zone, not of the machine', weekdays, 'America/New_York', '2026-11-23T22:30:00Z', true],
    ['in summer time', weekdays, 'Europe/Warsaw', '2026-07-06T06:00:00Z', true],
    ['in the night shift before midnight', nights, 'UTC', '2026-11-27T23:00:00Z', true],
    ['in the night shift after midnight, which is Saturday', nights, 'UTC', '2026-11-28T05:59:00Z', true],
    ['in the night before, of which nobody spoke', nights, 'UTC', '2026-11-27T05:00:00Z', false],
    ['round the clock', always, 'UTC', '2026-11-22T23:59:59Z', true],
    ['never, when nothing is written', [], 'UTC', '2026-11-23T12:00:00Z', false],
    ['in an hour that comes twice, the first time', small, 'Europe/Warsaw', '2026-10-25T00:30:00Z', true],
    ['in an hour that comes twice, the second time', small, 'Europe/Warsaw', '2026-10-25T01:30:00Z', true],
  ])('%s', (_, open, timeZone, at, expected) => {
    expect(isOpen({ timeZone, open }, Date.parse(at))).toBe(expected);
  });

  it('close on a holiday from midnight to midnight, and nothing that would have begun on it goes on after it', () => {
    const hours = { timeZone: 'UTC', open: [...weekdays, ...nights], holidays: ['2026-11-27'] };
    const open = (at: string) => isOpen(hours, Date.parse(at));
    expect(open('2026-11-26T12:00:00Z')).toBe(true);
    expect(open('2026-11-27T12:00:00Z')).toBe(false);
    expect(open('2026-11-27T23:00:00Z')).toBe(false);
    expect(open('2026-11-28T05:00:00Z')).toBe(false);
    expect(open('2026-12-05T05:00:00Z')).toBe(true);
  });
});

describe('the next opening', () => {
  it.each([
    ['is now when it is open', weekdays, 'Europe/Warsaw', '2026-11-23T09:12:34Z', '2026-11-23T09:12:34'],
    ['is this morning', weekdays, 'Europe/Warsaw', '2026-11-23T03:00:00Z', '2026-11-23T07:00:00'],
    ['is Monday', weekdays, 'Europe/Warsaw', '2026-11-20T17:00:00Z', '2026-11-23T07:00:00'],
    [
      'is an hour earlier in UTC once summer began',
      weekdays,
      'Europe/Warsaw',
      '2026-03-28T12:00:00Z',
      '2026-03-30T06:00:00',
    ],
    ['skips an hour that a day does not have', small, 'Europe/Warsaw', '2026-03-29T00:30:00Z', '2026-03-30T00:15:00'],
    ['comes again in an hour that comes twice', small, 'Europe/Warsaw', '2026-10-25T00:50:00Z', '2026-10-25T01:15:00'],
    ['is never, when nothing is written', [], 'UTC', '2026-11-23T12:00:00Z', null],
  ])('%s', (_, open, timeZone, at, expected) => {
    expect(iso(nextOpening({ timeZone, open }, Date.parse(at)))).toBe(expected);
  });

  it('begins where the change of the clock leads into a span', () => {
    const hours = { timeZone: 'Europe/Warsaw', open: [{ days: [7], from: '02:30', to: '04:00' }] };
    expect(iso(nextOpening(hours, Date.parse('2026-03-29T00:10:00Z')))).toBe('2026-03-29T01:00:00');
  });

  it('waits for the end of the holidays', () => {
    const holidays = ['2026-12-24', '2026-12-25'];
    expect(
      iso(nextOpening({ timeZone: 'Europe/Warsaw', open: weekdays, holidays }, Date.parse('2026-12-23T20:00:00Z'))),
    ).toBe('2026-12-28T07:00:00');
  });
});

const ZONES = ['Europe/Warsaw', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'America/Havana', 'UTC'];
const clock = fc.integer({ min: 0, max: 96 }).map((quarter) => {
  const text = (n: number) => String(n).padStart(2, '0');
  return `${text(Math.floor(quarter / 4))}:${text((quarter % 4) * 15)}`;
});
const span = fc.record({
  days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 7 }),
  from: clock.filter((c) => c !== '24:00'),
  to: clock.filter((c) => c !== '00:00'),
});
/** Around the changes of 2026 in these zones, where mistakes live, and anywhere else. */
const moment = fc.oneof(
  fc
    .constantFrom('2026-03-08', '2026-03-29', '2026-04-05', '2026-10-04', '2026-10-25', '2026-11-01')
    .chain((day) => fc.integer({ min: -1440, max: 2880 }).map((minutes) => Date.parse(day) + minutes * 60_000)),
  fc.integer({ min: 0, max: 525_000 }).map((minutes) => Date.UTC(2026, 0, 1) + minutes * 60_000),
);
const hoursOf = fc.record({
  timeZone: fc.constantFrom(...ZONES),
  open: fc.array(span, { maxLength: 3 }),
  holidays: fc.array(fc.constantFrom('2026-03-29', '2026-10-25', '2026-11-01', '2026-06-01'), { maxLength: 2 }),
});

/** The same question put another way: the wall is read as text, and the day's spans are looked at minute by minute. */
function openOnTheWall({ timeZone, open, holidays = [] }: Hours, now: number): boolean {
  const [date = '', time = ''] = new Date(now).toLocaleString('sv-SE', { timeZone }).split(' ');
  const dayOf = (d: string) => new Date(`${d}T12:00:00Z`).getUTCDay() || 7;
  const yesterday = new Date(Date.parse(`${date}T12:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
  const at = time.slice(0, 5);
  const begunOn = (d: string, after: boolean) =>
    !holidays.includes(d) &&
    open.some(({ days, from, to }) => {
      if (!days.includes(dayOf(d))) return false;
      const over = to <= from;
      if (after) return over && at < to;
      return at >= from && (over || at < to);
    });
  return !holidays.includes(date) && (begunOn(date, false) || begunOn(yesterday, true));
}

describe('whatever is written, in every zone, over every change of the clock', () => {
  it('is open when the wall says so', () => {
    fc.assert(
      fc.property(hoursOf, moment, (h, now) => isOpen(h, now) === openOnTheWall(h, now)),
      { numRuns: 2000 },
    );
  });

  it('opens next at the first open minute, and not a millisecond earlier', () => {
    fc.assert(
      fc.property(hoursOf, moment, (h, now) => {
        const found = nextOpening(h, now);
        if (found !== null) {
          expect(isOpen(h, found)).toBe(true);
          if (found > now) expect(isOpen(h, found - 1)).toBe(false);
        }
        const until = Math.min(found ?? Number.POSITIVE_INFINITY, now + 2 * 86_400_000);
        for (let at = now; at < until; at += 300_000) expect(isOpen(h, at)).toBe(false);
      }),
      { numRuns: 300 },
    );
  });
});
