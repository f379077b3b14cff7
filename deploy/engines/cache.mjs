import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * Where fetched engines live: outside the checkout, so that a second clone does not fetch again.
 * @returns {string} absolute path, not created
 */
export function cacheDir() {
  if (process.env.SPILLWAY_CACHE) return process.env.SPILLWAY_CACHE;
  return join(process.env.XDG_CACHE_HOME || join(process.env.HOME || homedir(), '.cache'), 'spillway');
}
