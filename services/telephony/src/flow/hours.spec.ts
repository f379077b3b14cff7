import { describe, expect, it } from '@jest/globals';
import { isOpen } from './hours.js';

const weekdays = [{ days: [1, 2, 3, 4, 5], from: '08:00', to: '18:00' }];
const nights = [{ days: [5], from: '22:00', to: '06:00' }];
const always = [{ days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '24:00' }];

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
  ])('%s', (_, open, zone, at, expected) => {
    expect(isOpen(open, zone, Date.parse(at))).toBe(expected);
  });
});
