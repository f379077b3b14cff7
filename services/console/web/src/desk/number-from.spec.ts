import { describe, expect, it } from '@jest/globals';
import { isClaimed, type NumberSource } from './number-from.js';

describe('a number is shown as unverified', () => {
  it.each([
    ['she came by the trunk', '+48601555014', 'trunk', false],
    ['anybody could have said it', '+48601555014', 'claimed', true],
    ['we called it', '+48601555014', null, false],
    ['she came by our page and has none', null, 'web', false],
    ['she withholds it', null, 'claimed', false],
    ['the site says nothing about it', '+48601555014', undefined, true],
    ['the site says what this page does not know', '+48601555014', 'friend', true],
  ])('when %s: number %s, from %s: %s', (_, number, from, expected) => {
    expect(isClaimed(number, from as NumberSource)).toBe(expected);
  });
});
