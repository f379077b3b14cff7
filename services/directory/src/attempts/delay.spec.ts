import { describe, expect, it } from '@jest/globals';
import { charged, type Failures, SOURCE, triesAgainAt, USER } from './delay.js';

const failed = (times: number, at: number) => {
  let f: Failures | null = null;
  for (let i = 0; i < times; i++) f = charged(f, USER, at);
  return f;
};

describe('the delay after failed sign-ins', () => {
  it.each([
    ['never failed', 0, 0],
    ['four failures: still free', 4, 0],
    ['the fifth costs a second', 5, 1_000],
    ['and each one more doubles it', 8, 8_000],
    ['up to five minutes', 60, 300_000],
  ])('%s', (_, times, delay) => {
    expect(Math.max(0, triesAgainAt(failed(times, 1_000_000), USER) - 1_000_000)).toBe(delay);
  });

  it('forgets after an hour without a failure', () => {
    expect(charged(failed(50, 0), USER, USER.forgetMs)).toEqual({ count: 1, lastAt: USER.forgetMs });
  });

  it('lets many people behind one address mistype', () => {
    expect(triesAgainAt({ count: 29, lastAt: 5 }, SOURCE)).toBe(0);
    expect(triesAgainAt({ count: 30, lastAt: 5 }, SOURCE)).toBe(1_005);
  });
});
