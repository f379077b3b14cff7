import { open } from 'node:fs/promises';
import { HEADER_BYTES, layoutOf, openChunk, parseHeader, TAG_BYTES } from './sealed-format.js';

/** Length of the recording inside a sealed file, in bytes, and the id it was sealed for. */
export async function describeSealed(path: string): Promise<{ plainBytes: number; recordingId: string }> {
  const file = await open(path, 'r');
  try {
    const { header, plainBytes } = await read(file);
    return { plainBytes, recordingId: header.recordingId };
  } finally {
    await file.close();
  }
}

/** The plaintext from byte `from` to byte `to`, both inclusive as in an HTTP range. @throws when anything was changed. */
export async function* openRange(path: string, key: Buffer, from: number, to: number): AsyncGenerator<Buffer> {
  const file = await open(path, 'r');
  try {
    const { header, chunks, plainBytes } = await read(file);
    const { chunkBytes } = header;
    const end = Math.min(to, plainBytes - 1);
    for (let index = Math.floor(from / chunkBytes); index * chunkBytes <= end; index++) {
      const last = index === chunks - 1;
      const length = (last ? plainBytes - index * chunkBytes : chunkBytes) + TAG_BYTES;
      const sealed = Buffer.alloc(length);
      await file.read(sealed, 0, length, HEADER_BYTES + index * (chunkBytes + TAG_BYTES));
      const plain = openChunk(key, header, index, last, sealed);
      yield plain.subarray(Math.max(0, from - index * chunkBytes), end - index * chunkBytes + 1);
    }
  } finally {
    await file.close();
  }
}

async function read(file: Awaited<ReturnType<typeof open>>) {
  const raw = Buffer.alloc(HEADER_BYTES);
  await file.read(raw, 0, HEADER_BYTES, 0);
  const header = parseHeader(raw);
  return { header, ...layoutOf((await file.stat()).size, header.chunkBytes) };
}
