import { describe, expect, it } from '@jest/globals';
import { columnsOf, maskedParts, outline } from './wave.js';

describe('a waveform', () => {
  it('keeps the loudest point of each column', () => {
    expect(columnsOf([0, 255, 51, 0, 0, 102], 3)).toEqual([1, 0.2, 0.4]);
  });
  it('is stretched when there are fewer points than columns', () => {
    expect(columnsOf([255, 0], 4)).toEqual([1, 1, 0, 0]);
  });
  it('is flat without points', () => expect(columnsOf([], 2)).toEqual([0, 0]));
  it('is drawn as a closed outline', () => expect(outline([1, 0.5], -1)).toBe('M0 1L0 0.000L1 0.500L2 1Z'));
});

describe('masked parts', () => {
  const at = (on: boolean, time: number) => ({ on, at: 1_000 + time });
  it.each([
    ['none', [], []],
    ['one', [at(true, 5), at(false, 9)], [{ from: 5, to: 9 }]],
    ['one that was not ended', [at(true, 5)], [{ from: 5, to: 60 }]],
    ['switched on twice', [at(true, 5), at(true, 6), at(false, 9)], [{ from: 5, to: 9 }]],
    ['an end without a beginning', [at(false, 9)], []],
  ])('%s', (_situation, masks, parts) => expect(maskedParts(masks, 1_000, 60)).toEqual(parts));
});
