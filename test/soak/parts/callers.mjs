import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/**
 * `npx spillway call --json`, as anybody would run it.
 * @param {string} home of the installation
 * @param {Record<string, string | number>} options of the command
 * @returns {Promise<{ started: number, answered: number, done: number, failed: number, hungUpOn: number, seconds: number, answerMs: number | null }>} SIPp's figures
 */
export async function placeCalls(home, options) {
  const words = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const child = spawn(process.execPath, [join(ROOT, 'deploy/cli/spillway.mjs'), 'call', '--json', ...words], {
    cwd: ROOT,
    env: { ...process.env, SPILLWAY_HOME: home },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk) => (out += chunk));
  child.stderr.on('data', (chunk) => (err += chunk));
  await new Promise((resolve) => child.once('close', resolve));
  if (!out.includes('{')) throw new Error(`spillway call said no figures: ${out}${err}`);
  return JSON.parse(out.slice(out.indexOf('{')));
}

/** Several commands' figures as one. @param {Awaited<ReturnType<typeof placeCalls>>[]} all */
export const sumOf = (all) =>
  all.reduce((sum, f) => ({
    ...f,
    started: sum.started + f.started,
    answered: sum.answered + f.answered,
    done: sum.done + f.done,
    failed: sum.failed + f.failed,
    hungUpOn: sum.hungUpOn + f.hungUpOn,
    seconds: Math.max(sum.seconds, f.seconds),
  }));
