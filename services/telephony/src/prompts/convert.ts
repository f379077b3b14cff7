import type { Sound } from './wav.js';

/**
 * The same sound at another rate: each new sample is the mean of the stretch it stands for, which keeps high tones from
 * folding down into speech; going up, neighbours are joined by straight lines. Good enough for speech, without a library.
 */
export function resample({ rate, samples }: Sound, to: number): Sound {
  if (rate === to) return { rate, samples };
  const step = rate / to;
  const out = new Int16Array(Math.floor(samples.length / step));
  for (let i = 0; i < out.length; i++) out[i] = step > 1 ? mean(samples, i * step, step) : between(samples, i * step);
  return { rate: to, samples: out };
}

function mean(samples: Int16Array, from: number, length: number): number {
  const [first, end] = [Math.floor(from), Math.min(samples.length, Math.ceil(from + length))];
  let sum = 0;
  for (let i = first; i < end; i++) sum += samples[i]!;
  return Math.round(sum / (end - first));
}
function between(samples: Int16Array, at: number): number {
  const i = Math.floor(at);
  const [a, b] = [samples[i]!, samples[Math.min(i + 1, samples.length - 1)]!];
  return Math.round(a + (b - a) * (at - i));
}

/** ITU-T G.711, A-law. */
export const toAlaw = (samples: Int16Array): Buffer => Buffer.from(Uint8Array.from(samples, alaw));
/** ITU-T G.711, mu-law. */
export const toUlaw = (samples: Int16Array): Buffer => Buffer.from(Uint8Array.from(samples, ulaw));
export const toSlin = ({ samples }: Sound): Buffer =>
  Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength);

function alaw(sample: number): number {
  const sign = sample >= 0 ? 0x80 : 0;
  let value = (sample >= 0 ? sample : -sample - 1) >> 4;
  if (value > 2047) value = 2047;
  let exponent = 0;
  while (value > 31) {
    value >>= 1;
    exponent += 1;
  }
  const code = exponent === 0 && value < 16 ? value : ((exponent + 1) << 4) | (value & 0x0f);
  return (sign | code) ^ 0x55;
}

const [BIAS, CLIP] = [0x84, 32_635];
function ulaw(sample: number): number {
  const sign = sample < 0 ? 0x80 : 0;
  const value = Math.min(Math.abs(sample), CLIP) + BIAS;
  const exponent = Math.max(0, 31 - Math.clz32(value) - 7);
  return ~(sign | (exponent << 4) | ((value >> (exponent + 3)) & 0x0f)) & 0xff;
}
