import { describe, expect, it } from '@jest/globals';
import { type Course, type Outcome, outcomeOf } from './outcome.js';

const course = (c: Partial<Course>): Course => ({
  endedAt: 1,
  answered: false,
  leftLine: null,
  endCause: 'caller-hangup',
  ...c,
});

describe('what became of a contact', () => {
  it.each<[string, Partial<Course>, Outcome]>([
    ['she talked to a colleague', { answered: true, leftLine: 'answered' }, 'answered'],
    [
      'she talked, then her node was killed',
      { answered: true, endCause: 'node-lost', leftLine: 'ticket-kept' },
      'answered',
    ],
    ['handed over to a number outside', { answered: true, endCause: 'transferred-out' }, 'transferred-out'],
    ['she hung up in the line', { leftLine: 'abandoned' }, 'abandoned'],
    ['her node was killed while she waited', { leftLine: 'ticket-kept', endCause: 'node-lost' }, 'ticket-kept'],
    ['she hung up in the menu', {}, 'left-in-menu'],
    ['she heard the message and it ended', { endCause: 'flow' }, 'left-in-menu'],
    ['outside opening hours', { endCause: 'closed' }, 'closed'],
    ['all lines were busy', { endCause: 'all-lines-busy' }, 'not-served'],
    ['nobody could serve her', { endCause: 'not-served', leftLine: 'ended' }, 'not-served'],
    ['something broke', { endCause: 'failed' }, 'failed'],
    ['it goes on', { endedAt: null, endCause: null }, 'in-progress'],
  ])('%s', (_, c, outcome) => expect(outcomeOf(course(c))).toBe(outcome));
});
