import { readFileSync } from 'node:fs';
import type { Setting } from '#common/config/config.js';

/** 32 random bytes from a file: as they are, in 64 hexadecimal digits, or in base64. Anything else is refused, never stretched. */
export function masterKeyOf(content: Buffer): Buffer {
  if (content.length === 32) return content;
  const text = content.toString('latin1').trim();
  if (/^[0-9a-f]{64}$/i.test(text)) return Buffer.from(text, 'hex');
  if (/^[A-Za-z0-9+/_-]{43}=?$/.test(text)) return Buffer.from(text, 'base64');
  throw new Error('form');
}

export const masterKeyFile = (name: string, meaning: string): Setting<Buffer> => ({
  name,
  meaning,
  form: 'path of a file with 32 random bytes, as they are, in hexadecimal or in base64',
  secret: true,
  fallback: undefined,
  optional: false,
  read: (path) => masterKeyOf(readFileSync(path)),
});
