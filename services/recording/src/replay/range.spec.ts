import { describe, expect, it } from '@jest/globals';
import { rangeOf } from './range.js';

describe('a range of 100 bytes', () => {
  it.each([
    ['none', undefined, null],
    ['from the start', 'bytes=0-9', { from: 0, to: 9 }],
    ['to the end', 'bytes=90-', { from: 90, to: 99 }],
    ['the last ten', 'bytes=-10', { from: 90, to: 99 }],
    ['more than there is at the end', 'bytes=-1000', { from: 0, to: 99 }],
    ['cut to what there is', 'bytes=50-5000', { from: 50, to: 99 }],
    ['outside', 'bytes=100-', undefined],
    ['backwards', 'bytes=9-3', undefined],
    ['nothing at the end', 'bytes=-0', undefined],
    ['several, which may be ignored', 'bytes=0-1,5-6', null],
    ['another unit', 'lines=1-2', null],
    ['empty', 'bytes=-', null],
  ])('%s', (_, header, range) => {
    expect(rangeOf(header, 100)).toEqual(range);
  });
});
