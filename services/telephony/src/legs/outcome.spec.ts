import { describe, expect, it } from '@jest/globals';
import { unanswered, wentDown } from './outcome.js';

describe('a leg that was not answered', () => {
  it.each([
    ['603 Decline', { sip: 603, cause: 21 }, 'rejected'],
    ['486 Busy Here', { sip: 486, cause: 17 }, 'busy'],
    ['480 Temporarily Unavailable', { sip: 480, cause: 19 }, 'no-answer'],
    ['487 after our own CANCEL', { sip: 487, cause: 16 }, 'no-answer'],
    ['404 Not Found', { sip: 404, cause: 1 }, 'unreachable'],
    ['488 no common codec', { sip: 488, cause: 58 }, 'unreachable'],
    ['no answer to the INVITE at all', { cause: 18 }, 'unreachable'],
    ['our limit', { cause: 19 }, 'no-answer'],
    ['an endpoint that is not there', {}, 'unreachable'],
  ] as const)('%s', (_, ending, outcome) => {
    expect(unanswered(ending)).toBe(outcome);
  });
});

describe('a leg that was up', () => {
  it.each([
    ['a BYE', { cause: 16 }, 'ended'],
    ['no audio for too long', { cause: 44 }, 'lost'],
    ['a soft hangup without a cause', { cause: 1 }, 'lost'],
    ['nobody saw how', {}, 'lost'],
  ] as const)('%s', (_, ending, outcome) => {
    expect(wentDown(ending)).toBe(outcome);
  });
});
