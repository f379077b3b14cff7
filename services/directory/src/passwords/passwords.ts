import { randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';

/** OWASP's second choice for argon2id (19 MiB, 2 passes, 1 lane): about 20 ms on one core of 2025. The algorithm is the library's default. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** @returns the hash in PHC form, salt and cost included */
export const hashPassword = (password: string): Promise<string> => hash(password, COST);

/**
 * Whether `password` is the one behind `stored`. For a user who does not exist (`stored` null) the same work is done
 * against a hash nobody knows, so that time does not tell who has an account.
 */
export async function passwordMatches(stored: string | null, password: string): Promise<boolean> {
  const matches = await verify(stored ?? (await nobody), password);
  return matches && stored !== null;
}
const nobody = hashPassword(randomBytes(32).toString('base64url'));

/** Without look-alikes (0 O 1 l I), so that it can be read aloud; 16 of 57 signs are 93 bits. */
const SIGNS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';

/** A random password of `length` signs. */
export function randomPassword(length = 16): string {
  let password = '';
  while (password.length < length) {
    for (const byte of randomBytes(length)) {
      // 228 is the greatest multiple of 57 below 256: dropping the rest keeps every sign equally likely.
      if (byte < 228 && password.length < length) password += SIGNS[byte % SIGNS.length];
    }
  }
  return password;
}
