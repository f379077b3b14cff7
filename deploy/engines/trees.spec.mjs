import { describe, expect, it } from '@jest/globals';
import { isTested } from './trees.mjs';

describe('versions that we have seen work', () => {
  const asterisk = { package: 'asterisk', name: 'Asterisk', min: '22.5', below: '23' };
  it.each([
    ['22.10.1', true],
    ['22.5', true],
    ['22.5.0', true],
    ['22.4.9', false],
    ['23.0.0', false],
    ['none', false],
  ])('%s is tested: %s', (version, expected) => {
    expect(isTested(version, asterisk)).toBe(expected);
  });
});
