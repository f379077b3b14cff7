import { writeFileSync } from 'node:fs';

const RATE = 16_000;
const BAR_S = 4;
// Cmaj9, Am9, Fmaj9, G6: four bars, twice with another melody; frequencies of an equal-tempered scale.
const CHORDS = [
  [48, 55, 59, 62, 64],
  [45, 52, 55, 59, 60],
  [41, 48, 52, 55, 57],
  [43, 50, 52, 55, 59],
];
const MELODY = [
  [76, 74, 71, 67],
  [72, 71, 67, 64],
  [69, 72, 76, 72],
  [74, 71, 69, 67],
  [67, 71, 74, 79],
  [76, 72, 71, 72],
  [69, 67, 64, 60],
  [62, 67, 71, 74],
];

/** @param {number} note MIDI number */
const hertz = (note) => 440 * 2 ** ((note - 69) / 12);

/**
 * Music on hold: slow soft chords and a sparse plucked tune, quiet enough to read beside it; 32 s, ends as it begins.
 * Made here, so that nobody's rights are in it.
 * @param {string} file 16-bit little-endian mono, 16 kHz
 */
export function composeMusic(file) {
  const length = MELODY.length * BAR_S * RATE;
  const sound = new Float32Array(length);
  for (const [bar, tune] of MELODY.entries()) {
    const start = bar * BAR_S * RATE;
    for (const note of CHORDS[bar % CHORDS.length]) pad(sound, start, hertz(note));
    for (const [beat, note] of tune.entries()) pluck(sound, start + beat * RATE, hertz(note));
  }
  const peak = sound.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const out = Buffer.alloc(length * 2);
  for (let i = 0; i < length; i++) out.writeInt16LE(Math.round((sound[i] / peak) * 5200), i * 2);
  writeFileSync(file, out);
}

/** A note that swells and fades over a bar and a half, so that bars flow into one another. @param {Float32Array} into @param {number} start @param {number} f */
function pad(into, start, f) {
  const length = 1.5 * BAR_S * RATE;
  for (let i = 0; i < length; i++) {
    const envelope = Math.sin((Math.PI * i) / length) ** 2;
    const t = (2 * Math.PI * f * i) / RATE;
    into[(start + i) % into.length] +=
      0.1 * envelope * (Math.sin(t) + 0.3 * Math.sin(2 * t + 0.4) + 0.1 * Math.sin(1.004 * t));
  }
}

/** @param {Float32Array} into @param {number} start @param {number} f */
function pluck(into, start, f) {
  const length = 1.6 * RATE;
  for (let i = 0; i < length; i++) {
    const attack = Math.min(1, i / 80);
    const t = (2 * Math.PI * f * i) / RATE;
    const tone =
      Math.sin(t) + 0.4 * Math.sin(2 * t) * Math.exp(-i / 3000) + 0.15 * Math.sin(3 * t) * Math.exp(-i / 1500);
    into[(start + i) % into.length] += 0.13 * attack * Math.exp((-3.2 * i) / RATE) * tone;
  }
}
