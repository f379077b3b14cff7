import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

/**
 * AES-256-GCM (NIST SP 800-38D) as version byte, 12-byte random nonce, ciphertext, 16-byte tag. `about` is authenticated
 * and not stored: a value copied to another person or field does not open.
 */
export function seal(key: Buffer, plain: Buffer, about: string): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(about));
  return Buffer.concat([VERSION, nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** Throws when the key, `about` or a single bit is another one. */
export function open(key: Buffer, sealed: Buffer, about: string): Buffer {
  if (sealed.length < 29 || sealed[0] !== VERSION[0]) throw new Error('not a sealed value of a known version');
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(1, 13), { authTagLength: 16 });
  decipher.setAAD(Buffer.from(about)).setAuthTag(sealed.subarray(-16));
  return Buffer.concat([decipher.update(sealed.subarray(13, -16)), decipher.final()]);
}
const VERSION = Buffer.from([1]);

/** The key of one person: everything personal of hers is sealed with it, so that without it no copy of a row says anything about her. */
export class PersonKey {
  private constructor(
    private readonly key: Buffer,
    private readonly person: string,
  ) {}

  static create(person: string): PersonKey {
    return new PersonKey(randomBytes(32), person);
  }
  /** @param wrapped as `wrappedBy` made it */
  static unwrap(master: Buffer, wrapped: Buffer, person: string): PersonKey {
    return new PersonKey(open(master, wrapped, `key/${person}`), person);
  }
  wrappedBy(master: Buffer): Buffer {
    return seal(master, this.key, `key/${this.person}`);
  }
  /** @param field what it is, for example `profile`; a value opens only as the same field of the same person. */
  sealText(field: string, text: string): Buffer {
    return seal(this.key, Buffer.from(text), `${field}/${this.person}`);
  }
  openText(field: string, sealed: Buffer): string {
    return open(this.key, sealed, `${field}/${this.person}`).toString();
  }
}

/** A keyed index: equal identities of one tenant have equal values, and nobody without the master key can try numbers against it. */
export class BlindIndex {
  constructor(private readonly master: Buffer) {}

  of(tenant: string, identity: string): Buffer {
    const key = Buffer.from(hkdfSync('sha256', this.master, '', `spillway/customers/blind-index/${tenant}`, 32));
    return createHmac('sha256', key).update(identity).digest();
  }
}
