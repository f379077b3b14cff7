/** Sound as numbers: one channel, 16 bits signed. */
export interface Sound {
  readonly rate: number;
  readonly samples: Int16Array;
}

/** Why a file is no prompt; `reason` is for the person who sent it. */
export class NotAPrompt extends Error {
  override readonly name = 'NotAPrompt';
}

export const RATES = [8_000, 16_000, 32_000, 48_000];
const [PCM, EXTENSIBLE] = [1, 0xfffe];

/** Reads a RIFF WAVE file (Microsoft, 1991): uncompressed, 16 bits, one or two channels. Two are mixed into one. */
export function readWav(file: Buffer): Sound {
  if (file.length < 44 || file.toString('latin1', 0, 4) !== 'RIFF' || file.toString('latin1', 8, 12) !== 'WAVE')
    throw new NotAPrompt('It is not a WAV file.');
  const format = chunk(file, 'fmt ');
  const data = chunk(file, 'data');
  if (!format || format.length < 16 || !data) throw new NotAPrompt('The WAV file is cut off.');
  const [kind, channels, rate, bits] = [
    format.readUInt16LE(0),
    format.readUInt16LE(2),
    format.readUInt32LE(4),
    format.readUInt16LE(14),
  ];
  if ((kind !== PCM && kind !== EXTENSIBLE) || bits !== 16)
    throw new NotAPrompt('It must be uncompressed PCM of 16 bits.');
  if (channels !== 1 && channels !== 2) throw new NotAPrompt('It must have one channel, or two.');
  if (!RATES.includes(rate)) throw new NotAPrompt(`Its sampling rate must be one of ${RATES.join(', ')} Hz.`);
  const frames = Math.floor(data.length / 2 / channels);
  // It would silence what callers have to be told, the recording notice among it.
  if (frames === 0) throw new NotAPrompt('It holds no sound.');
  const samples = new Int16Array(frames);
  for (let i = 0; i < frames; i++) {
    let sum = 0;
    for (let c = 0; c < channels; c++) sum += data.readInt16LE((i * channels + c) * 2);
    samples[i] = sum / channels;
  }
  return { rate, samples };
}

function chunk(file: Buffer, name: string): Buffer | undefined {
  for (let at = 12; at + 8 <= file.length; ) {
    const length = file.readUInt32LE(at + 4);
    if (file.toString('latin1', at, at + 4) === name)
      return file.subarray(at + 8, Math.min(at + 8 + length, file.length));
    // Chunks begin at even places.
    at += 8 + length + (length % 2);
  }
  return undefined;
}

/** The same as a WAV file. */
export function writeWav({ rate, samples }: Sound): Buffer {
  const head = Buffer.alloc(44);
  head.write('RIFF', 0, 'latin1');
  head.writeUInt32LE(36 + samples.byteLength, 4);
  head.write('WAVEfmt ', 8, 'latin1');
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(PCM, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(rate, 24);
  head.writeUInt32LE(rate * 2, 28);
  head.writeUInt16LE(2, 32);
  head.writeUInt16LE(16, 34);
  head.write('data', 36, 'latin1');
  head.writeUInt32LE(samples.byteLength, 40);
  return Buffer.concat([head, Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength)]);
}
