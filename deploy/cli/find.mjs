import { isAbsolute, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readRun } from '../appliance/run-file.mjs';
import { UsageError } from './help.mjs';

/** Where the installation's data is, by the same rule as npm start. */
export function homeDir() {
  const home = process.env.SPILLWAY_HOME || fileURLToPath(new URL('../../.spillway', import.meta.url));
  return isAbsolute(home) ? home : resolve(process.cwd(), home);
}

/** The running installation. @returns {any} the content of run.json @throws {UsageError} with exit code 3 */
export function findRun() {
  const run = readRun(homeDir());
  if (run) return run;
  throw new UsageError(
    `Nothing runs from ${homeDir()} (no ${join(homeDir(), 'run.json')}). Start it with npm start, or set SPILLWAY_HOME.`,
    3,
  );
}
