import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureTree, run } from '../../../deploy/engines/index.mjs';

/**
 * One SIPp process, in a folder of its own.
 * @param {string[]} args after the scenario
 * @param {{ xml?: string }} [options] a scenario of ours; without it `args` names a built-in one
 */
export async function startSipp(args, { xml } = {}) {
  const tree = await ensureTree();
  const dir = mkdtempSync(join(tmpdir(), 'spillway-sipp-'));
  const file = join(dir, 'scenario.xml');
  if (xml) writeFileSync(file, xml);
  // Where the built-in scenarios look for their sounds.
  symlinkSync(join(tree.root, 'usr/share/sip-tester'), join(dir, 'pcap'));
  const all = [
    ...(xml ? ['-sf', file] : []),
    '-nostdin',
    '-bind_local',
    '-trace_err',
    '-error_file',
    join(dir, 'errors'),
  ];
  const stats = join(dir, 'stats.csv');
  const command = run(tree, 'sipp', [...all, '-trace_stat', '-stf', stats, '-fd', '1', ...args]);
  // It must not outlive a test run that is killed.
  const child = spawn('setpriv', ['--pdeathsig', 'KILL', command.file, ...command.args], {
    cwd: dir,
    stdio: 'ignore',
    env: { ...command.env, TERM: 'dumb', TERMINFO: join(tree.root, 'usr/share/terminfo') },
  });
  /** @type {Promise<number | null>} */
  const ended = new Promise((resolve) => child.once('exit', (code) => resolve(code)));
  return {
    dir,
    pid: /** @type {number} */ (child.pid),
    /** Exit code: 0 when every call went as its scenario says. */
    ended,
    alive: () => child.exitCode === null && child.signalCode === null,
    /** SIPp's own figures, of the whole run so far. @returns {Record<string, string>} */
    figures: () => {
      if (!existsSync(stats)) return {};
      const lines = readFileSync(stats, 'utf8').trim().split('\n');
      const values = lines.at(-1)?.split(';') ?? [];
      return Object.fromEntries(lines[0].split(';').map((name, i) => [name, values[i] ?? '']));
    },
    errors: () => (existsSync(join(dir, 'errors')) ? readFileSync(join(dir, 'errors'), 'utf8') : ''),
    stop: () => void child.kill('SIGKILL'),
    /** Ends by itself what it has begun. */
    drain: () => void child.kill('SIGUSR1'),
  };
}
/** @typedef {Awaited<ReturnType<typeof startSipp>>} Sipp */
