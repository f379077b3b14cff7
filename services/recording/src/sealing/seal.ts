import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { CHUNK_BYTES, headerOf, sealChunk } from './sealed-format.js';

export interface Sealed {
  /** Size of the sealed file. */
  readonly bytes: number;
  /** SHA-256 over the whole sealed file, hex: over ciphertext, so erasing the key leaves it true. */
  readonly sha256: string;
}

/** Writes `plain` as a sealed file and syncs it to disk. Memory stays at a few chunks, however long the recording. */
export async function seal(
  file: FileHandle,
  recordingId: string,
  key: Buffer,
  plain: AsyncIterable<Buffer>,
  chunkBytes = CHUNK_BYTES,
): Promise<Sealed> {
  const header = headerOf(recordingId, chunkBytes);
  const hash = createHash('sha256');
  let bytes = 0;
  const write = async (...pieces: Buffer[]) => {
    for (const piece of pieces) {
      hash.update(piece);
      bytes += piece.length;
    }
    await file.writev(pieces);
  };
  await write(header.raw);
  let index = 0;
  let held: Buffer<ArrayBufferLike> = Buffer.alloc(0);
  for await (const piece of plain) {
    // A whole chunk is kept back: only the end of the input tells which one is the last.
    if (held.length === chunkBytes) {
      await write(...sealChunk(key, header, index++, false, held));
      held = piece;
      if (held.length <= chunkBytes) continue;
    } else held = held.length === 0 ? piece : Buffer.concat([held, piece]);
    while (held.length > chunkBytes) {
      await write(...sealChunk(key, header, index++, false, held.subarray(0, chunkBytes)));
      held = held.subarray(chunkBytes);
    }
  }
  await write(...sealChunk(key, header, index, true, held));
  await file.sync();
  return { bytes, sha256: hash.digest('hex') };
}
