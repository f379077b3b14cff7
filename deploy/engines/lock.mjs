import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Holds a lock while `work` runs, so that two processes never fetch or build the same thing at once.
 * util-linux' flock(1) holds it: the kernel lets go of it however this process dies, which a pid file cannot promise.
 * @template T
 * @param {string} file the lock file, made when absent
 * @param {() => Promise<T>} work
 * @param {() => void} [onWait] called once when another process holds it
 * @returns {Promise<T>}
 */
export async function withLock(file, work, onWait = () => {}) {
  mkdirSync(dirname(file), { recursive: true });
  const holder = spawn('flock', ['--exclusive', file, 'sh', '-c', 'echo held; exec cat'], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const timer = setTimeout(onWait, 300);
  try {
    await new Promise((resolve, reject) => {
      holder.on('error', reject);
      holder.on('exit', (code) => reject(new Error(`flock on ${file} ended with ${code}`)));
      holder.stdout.once('data', resolve);
    });
    clearTimeout(timer);
    return await work();
  } finally {
    clearTimeout(timer);
    holder.stdin.on('error', () => {});
    holder.stdin.end();
  }
}
