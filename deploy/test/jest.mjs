import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../appliance/bootstrap.mjs';
import { prioritise } from '../appliance/priority.mjs';

/** A group that takes longer than this hangs. */
const LONGEST_MS = 40 * 60_000;

/** Nice value of tests beside which others wait for voices and time limits. */
const QUIET = 10;

/**
 * @typedef {{ passed: number, failed: number, skipped: number, failures: string[], ms: number, output: string }} Outcome
 */

/**
 * Runs Jest over some paths and counts what it found. A file that does not even load counts as one failed test.
 * @param {import('./groups.mjs').Group} group
 * @param {{ more: string[], env: NodeJS.ProcessEnv, quiet?: boolean, behind?: boolean }} options `more`: further arguments for Jest;
 *   `quiet`: what it says is given back, not shown; `behind`: others have the processor first
 * @returns {Promise<Outcome>}
 */
export async function runJest({ name, paths, workers, config }, { more, env, quiet = false, behind = false }) {
  const dir = mkdtempSync(join(tmpdir(), 'spillway-jest-'));
  const file = join(dir, 'result.json');
  const began = Date.now();
  const jest = [
    '--experimental-vm-modules',
    '--disable-warning=ExperimentalWarning',
    join(ROOT, 'node_modules/jest/bin/jest.js'),
  ];
  const how = workers > 1 ? [`--maxWorkers=${workers}`] : ['--runInBand'];
  const where = paths.map((path) => join(ROOT, path).replaceAll('.', '\\.'));
  const args = [
    ...jest,
    ...(config ? [`--config=${join(ROOT, config)}`] : []),
    '--json',
    `--outputFile=${file}`,
    '--passWithNoTests',
    '--forceExit',
    ...how,
    ...more,
    '--testPathPatterns',
    ...where,
  ];
  const [command, ...words] = [...(behind ? ['nice', '-n', String(QUIET)] : []), process.execPath, ...args];
  // A session of its own, as it is sessions that share a processor where the kernel groups by them.
  const child = spawn(command, words, {
    cwd: ROOT,
    env,
    stdio: ['ignore', 'ignore', quiet ? 'pipe' : 'inherit'],
    detached: quiet,
  });
  if (behind && child.pid) prioritise(child.pid, { nice: QUIET });
  // Two runs at a time: what this one says is said when it is over.
  let output = '';
  child.stderr?.setEncoding('utf8').on('data', (text) => {
    output += text;
  });
  const stop = () => child.kill('SIGTERM');
  process.once('SIGINT', stop).once('SIGTERM', stop);
  const timer = setTimeout(() => child.kill('SIGKILL'), LONGEST_MS);
  const code = await new Promise((resolve) => child.once('exit', resolve).once('error', () => resolve(127)));
  clearTimeout(timer);
  process.off('SIGINT', stop).off('SIGTERM', stop);
  const outcome = read(file, code, name);
  rmSync(dir, { recursive: true, force: true });
  return { ...outcome, ms: Date.now() - began, output };
}

/** @param {string} file @param {number | null} code @param {string} name @returns {Omit<Outcome, 'ms' | 'output'>} */
function read(file, code, name) {
  let result;
  try {
    result = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return {
      passed: 0,
      failed: 1,
      skipped: 0,
      failures: [`${name}: Jest ended with ${code ?? 'a signal'} and left no result`],
    };
  }
  const tests = result.testResults.flatMap((/** @type {any} */ suite) =>
    suite.assertionResults
      .filter((/** @type {any} */ t) => t.status === 'failed')
      .map((/** @type {any} */ t) => t.fullName),
  );
  const broken = result.testResults
    .filter(
      (/** @type {any} */ suite) =>
        suite.status === 'failed' && !suite.assertionResults.some((/** @type {any} */ t) => t.status === 'failed'),
    )
    .map((/** @type {any} */ suite) => suite.name.replace(ROOT, ''));
  return {
    passed: result.numPassedTests,
    failed: result.numFailedTests + broken.length,
    skipped: result.numPendingTests + result.numTodoTests,
    failures: [...tests, ...broken],
  };
}
