/** Asterisk's `.wav`: RIFF, PCM, 16 bit, 8 kHz, one channel, samples from byte 44 on. */
export const WAV_HEADER_BYTES = 44;
export const RATE = 8_000;

export interface WavFacts {
  /** Bytes of samples, whole ones. */
  readonly dataBytes: number;
  /**
   * The writer was killed: the header, which is put right at the end only, tells another length than the file has.
   * Nothing that was written is lost by that; the file's own size is the truth.
   */
  readonly cut: boolean;
}

/** Reads what a file holds from its first 44 bytes and its size. @throws when it holds anything but such samples. */
export function wavFacts(head: Buffer, fileBytes: number): WavFacts {
  if (fileBytes < WAV_HEADER_BYTES) return { dataBytes: 0, cut: true };
  const magic = head.toString('latin1', 0, 4) === 'RIFF' && head.toString('latin1', 8, 16) === 'WAVEfmt ';
  if (!magic || head.readUInt16LE(22) !== 1 || head.readUInt32LE(24) !== RATE || head.readUInt16LE(34) !== 16)
    throw new Error('not a wav of one channel, 16 bit, 8 kHz');
  const dataBytes = (fileBytes - WAV_HEADER_BYTES) & ~1;
  return { dataBytes, cut: head.readUInt32LE(40) !== fileBytes - WAV_HEADER_BYTES };
}

/** Header of a stereo wav with so many samples a channel (RIFF, PCM, 16 bit, 8 kHz). */
export function stereoHeader(samples: number): Buffer {
  const dataBytes = samples * 4;
  const head = Buffer.alloc(WAV_HEADER_BYTES);
  head.write('RIFF', 0, 'latin1');
  head.writeUInt32LE(36 + dataBytes, 4);
  head.write('WAVEfmt ', 8, 'latin1');
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(2, 22);
  head.writeUInt32LE(RATE, 24);
  head.writeUInt32LE(RATE * 4, 28);
  head.writeUInt16LE(4, 32);
  head.writeUInt16LE(16, 34);
  head.write('data', 36, 'latin1');
  head.writeUInt32LE(dataBytes, 40);
  return head;
}

export const millisecondsOf = (samples: number): number => Math.round((samples * 1_000) / RATE);
