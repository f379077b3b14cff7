import { spawn } from 'node:child_process';
import { appendFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readRun } from '../../deploy/appliance/run-file.mjs';
import { freeBlock } from '../../deploy/engines/index.mjs';
import { eventually } from './eventually.mjs';
import { withSmallDisk } from './small-disk.mjs';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const START = join(ROOT, 'deploy/start.mjs');
const OWN_NODE = join(ROOT, 'node_modules/.bin/node');
/** The first start of a fresh machine fetches and builds. */
const READY_WITHIN_MS = 10 * 60_000;

/**
 * The whole product by the command that people use, with a home and a block of ports of its own.
 * @param {object} [options]
 * @param {string} [options.home] a new temporary one when absent
 * @param {number} [options.port]
 * @param {Record<string, string>} [options.env]
 * @param {number} [options.diskMb] recordings go to a disk of their own, so small
 */
export async function startSpillway({ home, port, env = {}, diskMb } = {}) {
  const dir = home ?? mkdtempSync(join(tmpdir(), 'spillway-e2e-'));
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const first = port ?? (await freeBlock(4400));
  const began = Date.now();
  const [file, ...words] = [...(diskMb ? withSmallDisk(dir, diskMb) : []), OWN_NODE, START];
  const child = spawn(file, words, {
    cwd: ROOT,
    // The channel ends with us, and with it the installation.
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: {
      ...process.env,
      NODE_ENV: '',
      NODE_OPTIONS: '',
      NO_COLOR: '1',
      ...env,
      SPILLWAY_HOME: dir,
      SPILLWAY_PORT: String(first),
    },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      output += chunk;
      appendFileSync(join(dir, 'start.log'), chunk);
    });
  const exited = new Promise((resolve) => child.once('exit', (code, signal) => resolve({ code, signal })));
  const ended = exited.then(({ code, signal }) => {
    throw new Error(`npm start ended with ${signal ?? code}:\n${output}`);
  });
  ended.catch(() => {});
  const ready = eventually(() => readRun(dir)?.ready, { within: READY_WITHIN_MS, every: 50, what: 'run.json' });
  try {
    await Promise.race([ready, ended]);
  } catch (error) {
    child.kill('SIGTERM');
    throw error;
  }
  return {
    home: dir,
    port: first,
    readyAfterMs: Date.now() - began,
    child,
    output: () => output,
    exited,
    /** As Ctrl-C does. */
    async stop() {
      child.kill('SIGINT');
      return exited;
    },
    remove: () => rmSync(dir, { recursive: true, force: true }),
  };
}
/** @typedef {Awaited<ReturnType<typeof startSpillway>>} Started */
