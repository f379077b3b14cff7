import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Makes this process the only one that runs the installation in `home`; the kernel lets go when we end.
 * @param {string} home
 * @returns {Promise<() => void>} lets go
 * @throws {Error} when another runs it
 */
export async function holdHome(home) {
  mkdirSync(home, { recursive: true, mode: 0o700 });
  const holder = spawn('flock', ['--exclusive', '--nonblock', join(home, 'lock'), 'sh', '-c', 'echo held; exec cat'], {
    stdio: ['pipe', 'pipe', 'ignore'],
    // Not in the terminal's group: Ctrl-C must not take the lock away before all has stopped.
    detached: true,
  });
  holder.stdin.on('error', () => {});
  const held = await new Promise((resolve) => {
    holder.once('error', () => resolve(false));
    holder.once('exit', () => resolve(false));
    holder.stdout.once('data', () => resolve(true));
  });
  if (!held)
    throw new Error(
      `Spillway already runs from ${home}${whereItAnswers(home)}. Stop it first, or set SPILLWAY_HOME and SPILLWAY_PORT for a second one.`,
    );
  return () => holder.stdin.end();
}

/** @param {string} home */
function whereItAnswers(home) {
  try {
    return ` at ${JSON.parse(readFileSync(join(home, 'run.json'), 'utf8')).console}`;
  } catch {
    return '';
  }
}
