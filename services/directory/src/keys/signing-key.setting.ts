import type { Setting } from '#common/config/config.js';
import { readSigningKey, type SigningKey } from './signing-keys.js';

/** A setting that is the path of the key: whoever starts directory without one is told so before anything else happens. */
export const signingKeyFile = (name: string, meaning: string): Setting<SigningKey> => ({
  name,
  meaning,
  form: 'path of an Ed25519 private key (PKCS#8 PEM), which the installer makes once and keeps',
  secret: true,
  fallback: undefined,
  optional: false,
  read: readSigningKey,
});
