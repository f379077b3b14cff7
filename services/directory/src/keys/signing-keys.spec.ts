import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { calculateJwkThumbprint, type JWK } from 'jose';
import { ConfigError, defineConfig, readConfig } from '#common/config/config.js';
import { signingKeyFile } from './signing-key.setting.js';
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

  it.each<[string, string | undefined]>([
    ['is missing', undefined],
    ['is no key', 'not a key'],
    [
      'is a key of another kind',
      generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
    ],
  ])('directory does not start with a file that %s, and says what is expected without showing it', (_, content) => {
    const file = join(dir, 'key.pem');
    if (content) writeFileSync(file, content);
    const schema = defineConfig('directory', { key: signingKeyFile('KEY_FILE', 'signs every token') });
    const start = () => readConfig(schema, { KEY_FILE: file });
    expect(start).toThrow(ConfigError);
    expect(start).toThrow(/KEY_FILE is unreadable.*Ed25519 private key.*signs every token/);
    expect(start).not.toThrow(/not a key|BEGIN/);
  });
});
