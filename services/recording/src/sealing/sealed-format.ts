import { createCipheriv, createDecipheriv } from 'node:crypto';

/**
 * The sealed file, version 1:
 *
 *   0  'SWREC'                     5 bytes
 *   5  version                     1 byte, 1
 *   6  plaintext bytes a chunk     4 bytes, big endian
 *  10  recording id                16 bytes
 *  26  chunks: ciphertext (as long as the chunk, the last one may be shorter, also empty) + tag (16)
 *
 * AES-256-GCM (NIST SP 800-38D). The key belongs to one recording and is used for this one file, so the nonce is the
 * chunk's number; the header, the number and whether it is the last one are authenticated: nothing can be changed,
 * swapped, left out or cut off unnoticed. Any range is read by opening only the chunks it touches.
 */
export const HEADER_BYTES = 26;
export const TAG_BYTES = 16;
export const CHUNK_BYTES = 64 * 1024;
const MAGIC = 'SWREC';
const VERSION = 1;

export interface SealedHeader {
  readonly chunkBytes: number;
  /** As a UUID. */
  readonly recordingId: string;
  readonly raw: Buffer;
}

export function headerOf(recordingId: string, chunkBytes = CHUNK_BYTES): SealedHeader {
  const raw = Buffer.alloc(HEADER_BYTES);
  raw.write(MAGIC, 0, 'latin1');
  raw.writeUInt8(VERSION, 5);
  raw.writeUInt32BE(chunkBytes, 6);
  Buffer.from(recordingId.replaceAll('-', ''), 'hex').copy(raw, 10);
  return { chunkBytes, recordingId, raw };
}

/** @throws when it is no sealed file or of a version we cannot read. */
export function parseHeader(raw: Buffer): SealedHeader {
  if (raw.length < HEADER_BYTES || raw.toString('latin1', 0, 5) !== MAGIC) throw new Error('not a sealed recording');
  if (raw[5] !== VERSION) throw new Error(`sealed recording of version ${raw[5]}, this program reads ${VERSION}`);
  const hex = raw.toString('hex', 10, HEADER_BYTES);
  const recordingId = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  return { chunkBytes: raw.readUInt32BE(6), recordingId, raw: Buffer.from(raw.subarray(0, HEADER_BYTES)) };
}

/** The ciphertext and its tag, to be written one behind the other. */
export function sealChunk(key: Buffer, header: SealedHeader, index: number, last: boolean, plain: Buffer): Buffer[] {
  const cipher = createCipheriv('aes-256-gcm', key, nonceOf(index)).setAAD(aadOf(header, index, last));
  const sealed = cipher.update(plain);
  // GCM is a stream: nothing is left for the end.
  cipher.final();
  return [sealed, cipher.getAuthTag()];
}

/** @throws when the key is wrong or a single bit, the order or the end was changed. */
export function openChunk(key: Buffer, header: SealedHeader, index: number, last: boolean, sealed: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(index), { authTagLength: TAG_BYTES })
    .setAAD(aadOf(header, index, last))
    .setAuthTag(sealed.subarray(-TAG_BYTES));
  return Buffer.concat([decipher.update(sealed.subarray(0, -TAG_BYTES)), decipher.final()]);
}

/** How many chunks and plaintext bytes a sealed file of this size holds. @throws when no file can have that size. */
export function layoutOf(fileBytes: number, chunkBytes: number): { chunks: number; plainBytes: number } {
  const body = fileBytes - HEADER_BYTES;
  const chunks = Math.ceil(body / (chunkBytes + TAG_BYTES));
  const plainBytes = body - chunks * TAG_BYTES;
  if (chunks < 1 || plainBytes < (chunks - 1) * chunkBytes) throw new Error('a sealed recording was cut off');
  return { chunks, plainBytes };
}

function nonceOf(index: number): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUInt32BE(index, 8);
  return nonce;
}

function aadOf(header: SealedHeader, index: number, last: boolean): Buffer {
  const place = Buffer.alloc(5);
  place.writeUInt32BE(index, 0);
  place.writeUInt8(last ? 1 : 0, 4);
  return Buffer.concat([header.raw, place]);
}
