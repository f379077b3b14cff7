import { existsSync, mkdirSync, readdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';

const LARGE_BYTES = 20_000_000;

/**
 * The installation's log folder; what has grown large is set aside as `<name>.log.1` at each start, and the one before goes.
 * @param {string} home
 */
export function openLogs(home) {
  const dir = join(home, 'logs');
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  for (const name of readdirSync(dir)) {
    const file = join(dir, name);
    if (name.endsWith('.log') && existsSync(file) && statSync(file).size > LARGE_BYTES) renameSync(file, `${file}.1`);
  }
  return dir;
}
