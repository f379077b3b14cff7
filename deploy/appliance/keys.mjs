import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, randomBytes } from 'node:crypto';
import { secretsIn } from '../engines/secrets.mjs';

/**
 * The installation's keys, made at first start: `<service>-master.key` wraps keys of persons and of recordings, `token-signing.pem`
 * signs sign-ins, `token-keys.json` (a JWKS) is what others verify them with.
 * @param {string} dir
 * @returns {ReturnType<typeof secretsIn>}
 */
export function ensureKeys(dir) {
  const secrets = secretsIn(dir);
  for (const service of ['customers', 'recording']) {
    secrets.keep(`${service}-master.key`, () => randomBytes(32).toString('base64'));
  }
  const pem = secrets.keep('token-signing.pem', newSigningKey);
  secrets.keep('token-keys.json', () => JSON.stringify({ keys: [publicJwk(pem)] }));
  return secrets;
}

const newSigningKey = () =>
  String(generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' })).trim();

/** @param {string} pem */
function publicJwk(pem) {
  const { crv, kty, x } = createPublicKey(createPrivateKey(pem)).export({ format: 'jwk' });
  // RFC 7638: the thumbprint over the required members in this order.
  const kid = createHash('sha256').update(JSON.stringify({ crv, kty, x })).digest('base64url');
  return { crv, kty, x, kid, alg: 'EdDSA', use: 'sig' };
}
