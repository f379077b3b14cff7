import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';

/** A recording's own key (32 bytes) under the master key: what lies in the database. Deleting it erases the recording. */
export interface WrappedKey {
  /** nonce (12) + encrypted key (32) + tag (16). */
  readonly wrapped: Buffer;
  /** Which master key it is under: the first 8 bytes of its SHA-256, hex. */
  readonly master: string;
}

/** The key that all others lie under. Read from a secret file: 32 bytes as 64 hex digits or base64. */
export class MasterKey {
  private constructor(
    private readonly key: Buffer,
    readonly id: string,
  ) {}

  /** @throws RangeError when the text is not 32 bytes in hex or base64. */
  static read(text: string): MasterKey {
    const trimmed = text.trim();
    const key = Buffer.from(trimmed, /^[0-9a-f]{64}$/i.test(trimmed) ? 'hex' : 'base64');
    if (key.length !== 32) throw new RangeError('the master key must be 32 bytes, as 64 hex digits or in base64');
    // The installation's master key serves others too: each use has a key of its own.
    const own = Buffer.from(hkdfSync('sha256', key, '', 'spillway/recording/wrap', 32));
    return new MasterKey(own, createHash('sha256').update(key).digest('hex').slice(0, 16));
  }

  /** A fresh key for one recording, open and wrapped. The id is bound in: a wrapped key fits no other recording. */
  issue(recordingId: string): { key: Buffer; wrapped: WrappedKey } {
    const key = randomBytes(32);
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.key, nonce).setAAD(Buffer.from(recordingId));
    const wrapped = Buffer.concat([nonce, cipher.update(key), cipher.final(), cipher.getAuthTag()]);
    return { key, wrapped: { wrapped, master: this.id } };
  }

  /** @throws when it was wrapped for another recording, by another master key, or was changed. */
  open(recordingId: string, { wrapped, master }: WrappedKey): Buffer {
    if (master !== this.id) throw new Error(`the key of ${recordingId} lies under another master key (${master})`);
    const decipher = createDecipheriv('aes-256-gcm', this.key, wrapped.subarray(0, 12))
      .setAAD(Buffer.from(recordingId))
      .setAuthTag(wrapped.subarray(-16));
    return Buffer.concat([decipher.update(wrapped.subarray(12, -16)), decipher.final()]);
  }
}
