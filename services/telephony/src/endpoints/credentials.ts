import { createHash, randomBytes } from 'node:crypto';
import { REALM } from './objects.js';

export interface Credentials {
  readonly password: string;
  /** MD5(user:realm:password), the only form in which Asterisk gets it (RFC 7616). */
  readonly digest: string;
}

/** A password for one sign-in of a phone: 144 random bits. */
export function newCredentials(user: string): Credentials {
  const password = randomBytes(18).toString('base64url');
  return { password, digest: createHash('md5').update(`${user}:${REALM}:${password}`).digest('hex') };
}
