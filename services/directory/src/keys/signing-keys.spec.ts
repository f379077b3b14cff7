import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { calculateJwkThumbprint, type JWK } from 'jose';
import { makeSigningKeys } from './signing-keys.js';

describe('makeSigningKeys', () => {
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'keys-'));
  });
  afterEach(() => rmSync(dir, { recursive: true }));

  it('makes a pair that fits, with the standard thumbprint as its name, readable by the owner alone', async () => {
    const { privateKeyFile, publicKeysFile } = makeSigningKeys(join(dir, 'secrets'));
    const [jwk] = JSON.parse(readFileSync(publicKeysFile, 'utf8')).keys as JWK[];
    const text = Buffer.from('a token');
    const signature = sign(null, text, createPrivateKey(readFileSync(privateKeyFile)));
    expect(verify(null, text, createPublicKey({ key: jwk as never, format: 'jwk' }), signature)).toBe(true);
    expect(jwk!.kid).toBe(await calculateJwkThumbprint(jwk!));
    expect(jwk).not.toHaveProperty('d');
    expect(statSync(privateKeyFile).mode & 0o777).toBe(0o600);
  });

  it('keeps a pair that is there, and makes the public half again when it is lost', () => {
    const { privateKeyFile, publicKeysFile } = makeSigningKeys(dir);
    const [before, keys] = [readFileSync(privateKeyFile, 'utf8'), readFileSync(publicKeysFile, 'utf8')];
    rmSync(publicKeysFile);
    makeSigningKeys(dir);
    expect(readFileSync(privateKeyFile, 'utf8')).toBe(before);
    expect(readFileSync(publicKeysFile, 'utf8')).toBe(keys);
  });

  it('refuses to replace a key it cannot read', () => {
    writeFileSync(join(dir, 'token-signing.pem'), 'not a key');
    expect(() => makeSigningKeys(dir)).toThrow();
    expect(readFileSync(join(dir, 'token-signing.pem'), 'utf8')).toBe('not a key');
  });
});
