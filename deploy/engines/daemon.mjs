import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { which } from './requirements.mjs';

/**
 * @typedef {{ code: number | null, signal: NodeJS.Signals | null }} Ended
 * @typedef {object} Daemon a running engine
 * @property {string} name
 * @property {number} pid
 * @property {string} log file with its output
 * @property {Promise<Ended>} exited settles once, however it ends; never rejects
 * @property {() => boolean} alive
 * @property {(signal: NodeJS.Signals) => void} kill
 * @property {() => Promise<Ended>} stop asks politely, after `patienceMs` by SIGKILL; done when the process is gone
 */

/**
 * Starts a process that outlives nobody: when we die, however, the kernel ends it too (PR_SET_PDEATHSIG by setpriv(1)).
 * It gets a process group of its own, so that Ctrl-C in a terminal reaches us alone and the order of stopping is ours.
 * @param {object} options
 * @param {string} options.name
 * @param {{ file: string, args: string[], env?: NodeJS.ProcessEnv }} options.command
 * @param {string} options.log appended to
 * @param {string} [options.cwd]
 * @param {NodeJS.Signals} [options.stopSignal]
 * @param {number} [options.patienceMs]
 * @param {string[]} [options.wrapper] a command that execs what follows it, e.g. unshare with its flags
 * @returns {Daemon}
 */
export function startDaemon({ name, command, log, cwd, stopSignal = 'SIGTERM', patienceMs = 8000, wrapper = [] }) {
  mkdirSync(dirname(log), { recursive: true });
  const output = openSync(log, 'a', 0o600);
  const bound = which('setpriv') ? ['setpriv', '--pdeathsig', stopSignal.slice(3), '--'] : [];
  const [file, ...args] = [...wrapper, ...bound, command.file, ...command.args];
  const child = spawn(file, args, { env: command.env, cwd, detached: true, stdio: ['ignore', output, output] });
  closeSync(output);
  let over = false;
  /** @type {Promise<Ended>} */
  const exited = new Promise((resolve) => {
    child.on('error', () => resolve({ code: 127, signal: null }));
    child.on('exit', (code, signal) => resolve({ code, signal }));
  });
  exited.then(() => (over = true));
  const kill = (/** @type {NodeJS.Signals} */ signal) => void (over || child.kill(signal));
  return {
    name,
    pid: child.pid ?? 0,
    log,
    exited,
    alive: () => !over,
    kill,
    async stop() {
      kill(stopSignal);
      const timer = setTimeout(() => kill('SIGKILL'), patienceMs);
      const ended = await exited;
      clearTimeout(timer);
      return ended;
    },
  };
}

/**
 * Asks again and again until the daemon is ready.
 * @param {Daemon} daemon
 * @param {() => Promise<boolean>} ready
 * @param {{ withinMs?: number, everyMs?: number }} [options]
 * @throws {Error} with the end of its log when it dies or is not ready in time
 */
export async function untilReady(daemon, ready, { withinMs = 20_000, everyMs = 15 } = {}) {
  const deadline = Date.now() + withinMs;
  while (!(await ready().catch(() => false))) {
    if (!daemon.alive()) throw new Error(`${daemon.name} ended while starting:\n${tailOf(daemon.log)}`);
    if (Date.now() > deadline) {
      await daemon.stop();
      throw new Error(`${daemon.name} was not ready within ${withinMs / 1000} s:\n${tailOf(daemon.log)}`);
    }
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}

/** @param {string} file */
function tailOf(file) {
  try {
    return readFileSync(file, 'utf8').trim().split('\n').slice(-12).join('\n');
  } catch {
    return '(no output)';
  }
}
