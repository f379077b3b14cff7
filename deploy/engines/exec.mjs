import { spawn } from 'node:child_process';

/**
 * Runs a command to its end.
 * @param {string} file
 * @param {string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, cwd?: string, input?: string }} [options]
 * @returns {Promise<string>} its stdout
 * @throws {Error} when it cannot start or ends with another code than 0; the message carries the end of its stderr
 */
export function exec(file, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { env: options.env, cwd: options.cwd, stdio: ['pipe', 'pipe', 'pipe'] });
    let out = '';
    let err = '';
    child.stdout.setEncoding('utf8').on('data', (text) => (out += text));
    child.stderr.setEncoding('utf8').on('data', (text) => (err += text));
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (code === 0) resolve(out);
      else reject(new Error(`${file} ${args.slice(0, 3).join(' ')} ended with ${signal ?? code}: ${tail(err || out)}`));
    });
    child.stdin.on('error', () => {});
    child.stdin.end(options.input ?? '');
  });
}

/** @param {string} text */
const tail = (text) => text.trim().split('\n').slice(-25).join('\n');
