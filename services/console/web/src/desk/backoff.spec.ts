import { describe, expect, it } from '@jest/globals';
import { backoff } from './backoff.js';

describe('trying again', () => {
  it.each([
    [0, 0],
    [1, 500],
    [2, 1_000],
    [5, 8_000],
    [50, 8_000],
  ])('try %i comes after %i ms at the latest', (attempt, ms) => expect(backoff(attempt, () => 0)).toBe(ms));
  it('is spread', () => expect(backoff(5, () => 1)).toBe(4_000));
});
