import { describe, expect, it } from '@jest/globals';
import { aReservation } from './examples.js';
import { focusOf, stageOf } from './focus.js';

const other = '22222222-2222-4222-8222-222222222222';

describe('what the desk shows', () => {
  it.each([
    ['pending', null, 'ringing'],
    ['accepted', null, 'talk'],
    ['accepted', 5, 'wrap-up'],
    ['timeout', null, 'over'],
    ['completed', 5, 'over'],
  ] as const)('%s, ended %s → %s', (state, endedAt, stage) => {
    expect(stageOf(aReservation({ state, endedAt }))).toBe(stage);
  });
  it('tells the consultation from the call it came from', () => {
    const talk = aReservation({ state: 'accepted', talk: 'consulting' });
    const consult = aReservation({ reservation: other, kind: 'consult', consultOf: talk.reservation });
    expect(focusOf([consult, talk])).toMatchObject({ talk, consult });
  });
  it('shows a consultation offered by a colleague as an offer', () => {
    const offered = aReservation({ kind: 'consult', consultOf: other });
    expect(focusOf([offered])).toEqual({ ringing: offered });
  });
  it('shows nothing of what is over', () => {
    expect(focusOf([aReservation({ state: 'rescinded' })])).toEqual({});
  });
});
