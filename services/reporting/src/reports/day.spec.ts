import { describe, expect, it } from '@jest/globals';
import { dateOf, dayRange, localTime } from './day.js';

const H = 3_600_000;

describe('a day in a time zone', () => {
  it.each([
    ['an ordinary day', '2026-11-22', 'Europe/Warsaw', '2026-11-21T23:00:00Z', 24],
    ['the day the clocks go forward', '2026-03-29', 'Europe/Warsaw', '2026-03-28T23:00:00Z', 23],
    ['the day the clocks go back', '2026-10-25', 'Europe/Warsaw', '2026-10-24T22:00:00Z', 25],
    ['a day in UTC', '2026-11-22', 'UTC', '2026-11-22T00:00:00Z', 24],
    ['a day where the offset is three quarters', '2026-11-22', 'Asia/Kathmandu', '2026-11-21T18:15:00Z', 24],
    ['a day far east', '2026-11-22', 'Pacific/Auckland', '2026-11-21T11:00:00Z', 24],
  ])('%s', (_, date, zone, from, hours) => {
    const day = dayRange(date, zone);
    expect(new Date(day.from).toISOString()).toBe(from.replace('Z', '.000Z'));
    expect((day.to - day.from) / H).toBe(hours);
    expect(dateOf(day.from, zone)).toBe(date);
    expect(dateOf(day.to - 1, zone)).toBe(date);
  });

  it('tells the two hours apart that have the same name', () => {
    const day = dayRange('2026-10-25', 'Europe/Warsaw');
    expect(localTime(day.from + 2 * H, 'Europe/Warsaw')).toBe('2026-10-25T02:00:00+02:00');
    expect(localTime(day.from + 3 * H, 'Europe/Warsaw')).toBe('2026-10-25T02:00:00+01:00');
  });
});
