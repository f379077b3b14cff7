import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../appliance/bootstrap.mjs';
import { build } from '../appliance/build.mjs';
import { hasSource } from '../appliance/service-daemon.mjs';
import { SERVICES } from '../appliance/services.mjs';
import { sayOnStderr } from '../engines/say.mjs';
import { ensureTree } from '../engines/tree.mjs';

/**
 * `npm run bench -- <name> [options]` and `npm run soak -- <name> [options]`: a script `test/<kind>/<name>.mjs` or
 * `test/<kind>/<name>/run.mjs`, which prints its table itself.
 * @param {'bench' | 'soak'} kind
 * @param {string[]} words
 * @returns {Promise<number>} exit code
 */
export async function runMeasurement(kind, [name, ...options]) {
  const folder = join(ROOT, 'test', kind);
  const script = name && [join(folder, `${name}.mjs`), join(folder, name, 'run.mjs')].find((path) => existsSync(path));
  if (!script) {
    sayOnStderr(
      `Which? npm run ${kind} -- <name>, where name is one of: ${names(folder).join(', ') || '(there are none yet)'}`,
    );
    return 2;
  }
  await ensureTree();
  await build(SERVICES.map((service) => service.name).filter(hasSource), sayOnStderr);
  const child = spawn(process.execPath, [script, ...options], { cwd: ROOT, stdio: 'inherit' });
  // Ctrl-C reaches it by the terminal; it cleans up and ends by itself.
  process.on('SIGINT', () => {}).on('SIGTERM', () => child.kill('SIGTERM'));
  return new Promise((resolve) => child.once('exit', (code) => resolve(code ?? 1)));
}

/** @param {string} folder */
function names(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) =>
      entry.isDirectory() ? existsSync(join(folder, entry.name, 'run.mjs')) : entry.name.endsWith('.mjs'),
    )
    .map((entry) => entry.name.replace(/\.mjs$/, ''));
}
