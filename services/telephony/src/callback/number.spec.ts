import { describe, expect, it } from '@jest/globals';
import { verdictOn } from './number.js';

describe('a number on which a stranger wants to be called', () => {
  it.each([
    ['+48221234567', 'ok'],
    ['+48601234567', 'ok'],
    ['+74951234567', 'ok'],
    ['221234567', 'malformed'],
    ['112', 'malformed'],
    ['+48112', 'malformed'],
    ['+0123456789', 'malformed'],
    ['+48 22 123 45 67', 'malformed'],
    ['+4822123456789012', 'malformed'],
    ['+48221234567@evil', 'malformed'],
    ['', 'malformed'],
    ['+48701234567', 'forbidden'],
    ['+19005551234', 'forbidden'],
    ['+449012345678', 'forbidden'],
    ['+88216123456', 'forbidden'],
  ])('%s: %s', (number, verdict) => {
    expect(verdictOn(number)).toBe(verdict);
  });
});
