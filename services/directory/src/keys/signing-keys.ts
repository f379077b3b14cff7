import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What signs: the private key and the name by which a verifier finds its public half. */
export interface SigningKey {
  readonly kid: string;
  readonly key: KeyObject;
}

export const PRIVATE_KEY_FILE = 'token-signing.pem';
export const PUBLIC_KEYS_FILE = 'token-keys.json';

/** The thumbprint of an OKP key: SHA-256 over its required members in this order (RFC 7638, RFC 8037 appendix A.3). */
export function kidOf(key: KeyObject): string {
  const { crv, kty, x } = key.export({ format: 'jwk' });
  return createHash('sha256').update(JSON.stringify({ crv, kty, x })).digest('base64url');
}

/**
 * Makes the Ed25519 key pair that signs every token of an installation: `token-signing.pem` (PKCS#8, 0600) for directory and
 * `token-keys.json` (JWKS, 0644) for everybody who verifies. Keeps a pair that is there. Uses nothing but Node, so
 * that an installer may call it before anything is configured.
 * @returns the two paths
 */
export function makeSigningKeys(dir: string): { privateKeyFile: string; publicKeysFile: string } {
  const files = { privateKeyFile: join(dir, PRIVATE_KEY_FILE), publicKeysFile: join(dir, PUBLIC_KEYS_FILE) };
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  writeWhole(
    files.publicKeysFile,
    `${JSON.stringify(publicKeysOf(privateKeyIn(files.privateKeyFile)), null, 2)}\n`,
    0o644,
  );
  return files;
}

/** The JWKS that verifies what this private key signs. */
export function publicKeysOf(privateKey: KeyObject) {
  const key = createPublicKey(privateKey);
  return { keys: [{ ...key.export({ format: 'jwk' }), kid: kidOf(key), alg: 'EdDSA', use: 'sig' }] };
}

function privateKeyIn(file: string): KeyObject {
  try {
    return createPrivateKey(readFileSync(file));
  } catch (e) {
    // A key that is there but unreadable must never be replaced: every token out there would die with it.
    if ((e as NodeJS.ErrnoException).code !== 'ENOENT') throw e;
  }
  const { privateKey } = generateKeyPairSync('ed25519');
  writeWhole(file, privateKey.export({ type: 'pkcs8', format: 'pem' }) as string, 0o600);
  return privateKey;
}

/** A kill in between leaves the old file or the new one, never half of one. */
function writeWhole(file: string, text: string, mode: number): void {
  const draft = `${file}.${process.pid}.new`;
  writeFileSync(draft, text, { mode });
  renameSync(draft, file);
}

/** Reads the key that signs. Throws when it is not there or not an Ed25519 private key. */
export function readSigningKey(file: string): SigningKey {
  const key = createPrivateKey(readFileSync(file));
  if (key.asymmetricKeyType !== 'ed25519') throw new Error('form');
  return { key, kid: kidOf(key) };
}
