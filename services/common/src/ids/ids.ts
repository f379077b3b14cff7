import { createHash, randomBytes } from 'node:crypto';

const format = (b: Buffer): string => {
  const h = b.toString('hex');
  return `${h.slice(0, 8)}-${h.slice(8, 12)}-${h.slice(12, 16)}-${h.slice(16, 20)}-${h.slice(20, 32)}`;
};

/** Name-based UUID (RFC 9562, version 5): the same name gives the same id, so a repeat is recognised. */
export function uuidv5(namespace: string, name: string): string {
  const hash = createHash('sha1')
    .update(Buffer.from(namespace.replaceAll('-', ''), 'hex'))
    .update(name)
    .digest()
    .subarray(0, 16);
  hash[6] = (hash[6]! & 0x0f) | 0x50;
  hash[8] = (hash[8]! & 0x3f) | 0x80;
  return format(hash);
}

/** Time-ordered random UUID (RFC 9562, version 7). `now` in milliseconds. */
export function uuidv7(now: number = Date.now()): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(now, 0, 6);
  bytes[6] = (bytes[6]! & 0x0f) | 0x70;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return format(bytes);
}

/** 24 random bytes in base64url: unguessable, says nothing. */
export const token = (): string => `t${randomBytes(24).toString('base64url').replaceAll('-', '.')}`;

const INTERACTIONS = '7a0c1d2e-5b64-5e0f-9b7e-3c1f6a2d9e10';
/** The id of a voice interaction follows from its first channel, so that every witness and every restart finds the same one. */
export const interactionIdOf = (node: string, channelUniqueId: string): string =>
  uuidv5(INTERACTIONS, `${node}:${channelUniqueId}`);
/** The id of a fact that is the n-th of its kind about something: told twice, it is the same fact. */
export const factIdOf = (about: string, what: string): string => uuidv5(INTERACTIONS, `${about}/${what}`);
