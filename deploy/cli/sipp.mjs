import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../engines/ports.mjs';
import { run } from '../engines/run.mjs';

/**
 * @typedef {{ started: number, answered: number, talking: number, done: number, failed: number, hungUpOn: number, seconds: number, answerMs: number | null }} Figures
 *   `done`: ended as it should, `hungUpOn` of those by the other side; `answerMs`: mean from INVITE to answer
 */

/**
 * Runs SIPp with a scenario until all its calls are over.
 * @param {object} options
 * @param {import('../engines/tree.mjs').Tree} options.tree
 * @param {string} options.scenario XML
 * @param {string[]} options.numbers one caller each
 * @param {string} options.to
 * @param {{ host: string, port: number }} options.at
 * @param {number} options.rate new calls a second; fractions allowed
 * @param {number} options.withinS gives up after that
 * @param {(figures: Figures) => void} options.onFigures about once a second
 * @returns {Promise<{ figures: Figures, errors: string }>}
 */
export async function runSipp({ tree, scenario, numbers, to, at, rate, withinS, onFigures }) {
  const dir = mkdtempSync(join(tmpdir(), 'spillway-call-'));
  const file = (/** @type {string} */ name) => join(dir, name);
  writeFileSync(file('caller.xml'), scenario);
  writeFileSync(file('callers.csv'), `SEQUENTIAL\n${numbers.map((n) => `${n};`).join('\n')}\n`);
  const local = at.host.startsWith('127.') ? ['-i', '127.0.0.1', '-mi', '127.0.0.1'] : [];
  const media = 40_000 + 2 * Math.floor(Math.random() * 4000);
  const {
    file: program,
    args,
    env,
  } = run(tree, 'sipp', [
    ...[`${at.host}:${at.port}`, '-sf', file('caller.xml'), '-inf', file('callers.csv'), '-s', to, ...local],
    ...['-p', String(await freePort()), '-min_rtp_port', String(media), '-max_rtp_port', String(media + 12_000)],
    ...['-m', String(numbers.length), '-l', String(numbers.length), '-r', String(Math.ceil(rate * 10)), '-rp', '10000'],
    ...['-trace_stat', '-stf', file('stat.csv'), '-fd', '1', '-trace_err', '-error_file', file('errors.log')],
    ...['-nostdin', '-watchdog_interval', '0', '-timeout', `${Math.ceil(withinS)}s`],
  ]);
  const child = spawn(program, args, { env, cwd: dir, stdio: 'ignore' });
  const stop = () => child.kill('SIGTERM');
  process.once('SIGINT', stop);
  const timer = setInterval(() => {
    const figures = readFigures(file('stat.csv'));
    if (figures) onFigures(figures);
  }, 1000);
  try {
    await new Promise((resolve, reject) => child.once('error', reject).once('exit', resolve));
    const figures = readFigures(file('stat.csv'));
    const errors = existsSync(file('errors.log')) ? readFileSync(file('errors.log'), 'utf8') : '';
    if (!figures) throw new Error(`SIPp did not run:\n${errors}`);
    return { figures, errors };
  } finally {
    clearInterval(timer);
    process.off('SIGINT', stop);
    rmSync(dir, { recursive: true, force: true });
  }
}

/** @param {string} path @returns {Figures | undefined} */
function readFigures(path) {
  if (!existsSync(path)) return undefined;
  const lines = readFileSync(path, 'utf8').trim().split('\n');
  if (lines.length < 2) return undefined;
  const names = lines[0].split(';');
  const values = /** @type {string} */ (lines.at(-1)).split(';');
  /** @param {string} name */
  const text = (name) => values[names.indexOf(name)] ?? '';
  const number = (/** @type {string} */ name) => Number(text(name)) || 0;
  const answered = number('GenericCounter1(C)');
  return {
    started: number('OutgoingCall(C)'),
    answered,
    talking: number('CurrentCall'),
    done: number('SuccessfulCall(C)'),
    failed: number('FailedCall(C)'),
    hungUpOn: number('GenericCounter2(C)'),
    seconds: toMs(text('ElapsedTime(C)')) / 1000,
    answerMs: answered ? toMs(text('ResponseTime1(C)')) : null,
  };
}

/** SIPp writes 00:00:05:123000 (h:m:s:us) or 00:00:05.123. @param {string} text */
function toMs(text) {
  const [h, m, s, us = '0'] = text.split(':');
  return ((Number(h) * 60 + Number(m)) * 60 + Number(s)) * 1000 + Number(us) / 1000;
}
