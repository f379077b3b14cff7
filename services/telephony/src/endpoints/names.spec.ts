import { describe, expect, it } from '@jest/globals';
import { numberFromOf } from './names.js';

describe('who vouches for a caller’s number', () => {
  it.each([
    ['the trunk, by its own endpoint', 'PJSIP/trunk-0000002a', 'trunk', 'trunk'],
    ['our page', 'PJSIP/visitor-0a1b2c3d4e5f-0000002a', 'trunk', 'web'],
    ['nobody: anybody may call in', 'PJSIP/anonymous-0000002a', 'trunk', 'claimed'],
    ['nobody: an endpoint whose name begins like the trunk’s', 'PJSIP/trunk-2-0000002a', 'trunk', 'claimed'],
    ['nobody: a trunk of which telephony was told nothing', 'PJSIP/trunk-0000002a', undefined, 'claimed'],
    ['nobody: an agent’s phone', 'PJSIP/agent-1-0000002a', 'trunk', 'claimed'],
    ['nobody: a call within the house', 'Local/1000@from-outside-0000002a;2', 'trunk', 'claimed'],
  ])('%s: %s', (_, channel, trunk, expected) => {
    expect(numberFromOf(channel, trunk)).toBe(expected);
  });
});
