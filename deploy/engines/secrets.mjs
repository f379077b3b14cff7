import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Secrets of one installation: one file each, mode 0600, made at random at first use and kept.
 * @param {string} dir
 */
export function secretsIn(dir) {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  chmodSync(dir, 0o700);
  /** @param {string} name */
  const file = (name) => join(dir, name);
  return {
    file,
    /** @param {string} name @param {string | (() => string)} value */
    keep(name, value) {
      if (!existsSync(file(name))) write(file(name), typeof value === 'string' ? value : value());
      return readFileSync(file(name), 'utf8').trim();
    },
    /** 192 bits, URL-safe. @param {string} name */
    password(name) {
      return this.keep(name, () => randomBytes(24).toString('base64url'));
    },
  };
}

/** Whole or not at all: a half-written secret would lock an installation out of its own data. @param {string} file @param {string} value */
function write(file, value) {
  writeFileSync(`${file}.new`, `${value}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}
