import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { alaw } from './alaw.mjs';

/** @type {Map<string, string>} */
const made = new Map();
let dir = '';
const fileFor = (/** @type {string} */ name, /** @type {() => Buffer} */ content) => {
  dir ||= mkdtempSync(join(tmpdir(), 'spillway-tones-'));
  const known = made.get(name);
  if (known) return known;
  const file = join(dir, name);
  writeFileSync(file, content());
  made.set(name, file);
  return file;
};

/** A tone as raw A-law, 8 kHz, as SIPp's rtp_stream wants it: whole periods, so that it repeats without a click. @param {number} hz a multiple of 10 */
export const alawTone = (hz) =>
  fileFor(`${hz}.al`, () => Buffer.from(Array.from({ length: 8000 }, (_, i) => alaw(sample(hz, i, 8000)))));

/** The same as a WAV of 48 kHz for a browser's fake microphone. @param {number} hz */
export const wavTone = (hz) =>
  fileFor(`${hz}.wav`, () => {
    const count = 48_000;
    const wav = Buffer.alloc(44 + count * 2);
    wav.write('RIFF', 0);
    wav.writeUInt32LE(36 + count * 2, 4);
    wav.write('WAVEfmt ', 8);
    wav.writeUInt32LE(16, 16);
    wav.writeUInt16LE(1, 20);
    wav.writeUInt16LE(1, 22);
    wav.writeUInt32LE(48_000, 24);
    wav.writeUInt32LE(96_000, 28);
    wav.writeUInt16LE(2, 32);
    wav.writeUInt16LE(16, 34);
    wav.write('data', 36);
    wav.writeUInt32LE(count * 2, 40);
    for (let i = 0; i < count; i++) wav.writeInt16LE(sample(hz, i, 48_000), 44 + i * 2);
    return wav;
  });

/** The tone's sample number i, 16 bit. @param {number} hz @param {number} i @param {number} rate */
export const sample = (hz, i, rate) => Math.round(12_000 * Math.sin((2 * Math.PI * hz * i) / rate));
