import { describe, expect, it } from '@jest/globals';
import { backoffMs } from './backoff.js';

describe('the wait before another attempt', () => {
  it.each([
    [0, 0, 25],
    [0, 1, 50],
    [3, 1, 400],
    [10, 1, 2_000],
    [1_000_000, 0, 1_000],
  ])('attempt %i with chance %d is %i ms', (attempt, chance, ms) => {
    expect(backoffMs(attempt, chance)).toBe(ms);
  });
});
