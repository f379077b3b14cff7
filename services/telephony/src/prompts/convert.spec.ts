import { describe, expect, it } from '@jest/globals';
import { resample, toAlaw, toUlaw } from './convert.js';
import { NotAPrompt, readWav, writeWav } from './wav.js';

const tone = (rate: number, hz: number, seconds = 0.5) =>
  Int16Array.from({ length: rate * seconds }, (_, i) => Math.round(10_000 * Math.sin((2 * Math.PI * hz * i) / rate)));
const crossings = (samples: Int16Array) => samples.filter((s, i) => i > 0 && s >= 0 !== samples[i - 1]! >= 0).length;

describe('a prompt', () => {
  it('is read as it was written', () => {
    const samples = tone(16_000, 440);
    expect(readWav(writeWav({ rate: 16_000, samples }))).toEqual({ rate: 16_000, samples });
  });
  it.each([8_000, 16_000, 48_000])('keeps its tone and length from %d Hz', (rate) => {
    const narrow = resample({ rate, samples: tone(rate, 440) }, 8_000);
    expect(narrow.samples.length).toBe(4_000);
    expect(Math.abs(crossings(narrow.samples) - 440)).toBeLessThanOrEqual(2);
  });
  it.each([
    ['text', Buffer.from('hello, I am no sound at all, whatever my name may say')],
    ['nothing', Buffer.alloc(0)],
    ['a cut file', writeWav({ rate: 8_000, samples: tone(8_000, 440) }).subarray(0, 40)],
    ['silence of no length', writeWav({ rate: 8_000, samples: new Int16Array() })],
    ['an odd rate', writeWav({ rate: 11_025, samples: tone(8_000, 440) })],
  ])('is refused: %s', (_, file) => {
    expect(() => readWav(file)).toThrow(NotAPrompt);
  });
});

describe('G.711', () => {
  it.each([
    [0, 0xd5],
    [1000, 0xfa],
    [-1000, 0x7a],
    [32767, 0xaa],
    [-32768, 0x2a],
  ])('A-law of %d is %d', (sample, code) => {
    expect(toAlaw(Int16Array.of(sample))[0]).toBe(code);
  });
  it.each([
    [0, 0xff],
    [1000, 0xce],
    [-1000, 0x4e],
    [32767, 0x80],
    [-32768, 0x00],
  ])('mu-law of %d is %d', (sample, code) => {
    expect(toUlaw(Int16Array.of(sample))[0]).toBe(code);
  });
});
