import { amplitude } from '../bench/recording-ways/tone.mjs';
import { HZ } from './stage.mjs';

/** The two sides of a stereo wav as samples. */
export function sides(wav) {
  const data = wav.subarray(44);
  const both = new Int16Array(data.buffer, data.byteOffset, data.length >> 1);
  const side = (n) => both.filter((_, i) => i % 2 === n);
  return { caller: side(0), agent: side(1) };
}

/** Who is heard in each 100 ms, run together: [{who, ms}]. */
export function heard(samples) {
  const found = [];
  for (let at = 0; at + 800 <= samples.length; at += 800) {
    const piece = samples.subarray(at, at + 800);
    const who =
      Object.keys(HZ)
        .filter((name) => amplitude(piece, HZ[name]) > 0.03)
        .join('+') || 'nobody';
    if (found.at(-1)?.who === who) found.at(-1).ms += 100;
    else found.push({ who, ms: 100 });
  }
  return found;
}

/** The same in the order of speaking, pieces under 200 ms left out. */
export const speakers = (samples) =>
  heard(samples)
    .filter((each) => each.ms >= 200)
    .map((each) => each.who)
    .filter((who, i, all) => who !== all[i - 1]);
