import { describe, expect, it } from '@jest/globals';
import { segmentWith } from '../segment/segment.builder.js';
import { decide } from './decide.js';

const interaction = '11111111-1111-5111-8111-111111111111';
const reservation = '22222222-2222-7222-8222-222222222222';
const caller = { channel: '1795.1', bridge: `br-${interaction}` };
const agent = { channel: reservation, bridge: `br-${interaction}` };
const segment = segmentWith({ reservationId: reservation, channel: caller.channel, startedAt: 1_000 });

describe('what is in Asterisk, against what is recorded', () => {
  it.each([
    ['both there', [caller, agent], []],
    ['the caller on hold, outside the bridge', [{ ...caller, bridge: '' }, agent], []],
    ['the agent back with a new channel', [caller, { ...agent, channel: `${reservation}.r1` }], []],
    ['the caller gone', [agent], [segment]],
    ['the agent gone', [caller], [segment]],
    ['everybody gone', [], [segment]],
  ])('%s', (_, channels, over) => {
    expect(decide([segment], channels, 2_000).over).toEqual(over);
  });

  it('says nothing about a segment that is younger than the look', () => {
    expect(decide([segment], [], 1_000).over).toEqual([]);
  });

  it('finds a talk that nobody told of', () => {
    expect(decide([], [caller, agent], 2_000).untold).toEqual([
      { interactionId: interaction, reservationId: reservation, channel: caller.channel },
    ]);
  });

  it.each([
    ['recorded', segment],
    ['not wanted', segmentWith({ ...segment, state: 'unwanted' })],
    ['refused by the engine already', segmentWith({ ...segment, state: 'missing' })],
  ])('finds no talk anew that is %s', (_, known) => {
    expect(decide([known], [caller, agent], 2_000).untold).toEqual([]);
  });

  it('finds no talk anew whose segment is told and forgotten', () => {
    expect(decide([], [caller, agent], 2_000, new Set([`${caller.channel} ${reservation}`])).untold).toEqual([]);
  });

  it.each([
    [
      'a consultation between agents',
      [
        { ...caller, bridge: `cb-${reservation}` },
        { ...agent, bridge: `cb-${reservation}` },
      ],
    ],
    ['a caller alone', [caller]],
    [
      'bridges of others',
      [
        { ...caller, bridge: 'x' },
        { ...agent, bridge: 'x' },
      ],
    ],
  ])('takes %s for no talk', (_, channels) => {
    expect(decide([], channels, 2_000).untold).toEqual([]);
  });

  it('names what Asterisk never confirmed', () => {
    const starting = segmentWith({ ...segment, state: 'starting' });
    expect(decide([starting], [caller, agent], 2_000).unsure).toEqual([starting]);
  });
});
