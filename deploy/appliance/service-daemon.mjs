import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { cacheDir } from '../engines/cache.mjs';
import { startDaemon } from '../engines/daemon.mjs';
import { ROOT } from './bootstrap.mjs';

/** @param {string} name @returns {boolean} its source is in this checkout */
export const hasSource = (name) => existsSync(join(ROOT, 'services', name, 'src/main.ts'));

/** Messages and rows live shorter than a collection of 1 MiB takes to come round: it would copy most of them. */
const NODE_ARGS = ['--max-semi-space-size=16'];

/**
 * Starts one service's process.
 * @param {string} name
 * @param {string} main its first file
 * @param {NodeJS.ProcessEnv} env all of it
 * @param {string} logDir
 */
export async function startService(name, main, env, logDir) {
  return {
    daemon: startDaemon({
      name,
      command: {
        file: join(ROOT, 'node_modules/.bin/node'),
        args: [...NODE_ARGS, main],
        // Compiled once, not at each start: a restarted service is back sooner.
        env: { ...env, NODE_COMPILE_CACHE: join(cacheDir(), 'compiled'), NODE_ENV: 'production' },
      },
      cwd: ROOT,
      log: join(logDir, `${name}.log`),
      patienceMs: 12_000,
    }),
  };
}

/** @param {string} base address of its HTTP @returns {Promise<boolean>} */
export async function isReady(base) {
  try {
    return (await fetch(`${base}/readyz`, { signal: AbortSignal.timeout(2000) })).ok;
  } catch {
    return false;
  }
}
