import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../../test/support/eventually.mjs';
import { startAsterisk } from './asterisk.mjs';
import { run } from './run.mjs';
import { ensureTree } from './tree.mjs';

/** SIPp's own caller, written by nobody here: it calls, waits and hangs up. */
describe('a caller while the application is away', () => {
  const dir = mkdtempSync(join(tmpdir(), 'spillway-asterisk-'));
  let asterisk;
  let tree;
  beforeAll(async () => {
    tree = await ensureTree();
    asterisk = await startAsterisk({ dir, rtpStart: 45_000, maxCalls: 2, retrySeconds: 1, tree });
  }, 300_000);
  afterAll(async () => {
    await asterisk?.stop();
    rmSync(dir, { recursive: true, force: true });
  });

  const call = (count, ms) => {
    const scenario = [
      '-sn',
      'uac',
      '-s',
      '1000',
      '-m',
      String(count),
      '-r',
      '20',
      '-d',
      String(ms),
      '-i',
      '127.0.0.2',
      '-nostdin',
      '-timeout',
      '20',
    ];
    const { file, args, env } = run(tree, 'sipp', [`127.0.0.1:${asterisk.sipPort}`, ...scenario]);
    const child = spawn(file, args, { env, cwd: dir, stdio: 'ignore' });
    return new Promise((resolve) => child.once('exit', resolve));
  };
  const written = () =>
    readFileSync(join(asterisk.logDir, 'cdr-custom/spillway.csv'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => line.split(',').map((cell) => cell.replaceAll('"', '')));
  /** The witness writes after the call, from a thread of its own: SIPp has gone by then. */
  const records = (count) =>
    eventually(() => {
      const all = written();
      return all.length === count && all.slice(-4);
    });

  it('is answered, told, and written down by the witness with the number she dialled', async () => {
    expect(await call(1, 1500)).toBe(0);
    const [record] = await records(1);
    expect(record).toMatchObject({ 6: '1000', 7: 'from-outside', 13: 'ANSWERED', 15: 'application-away' });
    expect(Number(record[11])).toBeCloseTo(1.5, 0);
  }, 30_000);

  it('hears that all lines are busy when there is no room, while the others stay', async () => {
    expect(await call(4, 1500)).toBe(0);
    const told = (await records(5)).map((record) => record[15]);
    expect(told.filter((text) => text === 'over-limit')).toHaveLength(2);
  }, 30_000);

  it('takes a new limit at run time', async () => {
    const authorization = `Basic ${Buffer.from(`${asterisk.ariUser}:${asterisk.ariPassword}`).toString('base64')}`;
    await fetch(`${asterisk.ariUrl}/asterisk/variable?variable=MAX_CALLS&value=4`, {
      method: 'POST',
      headers: { authorization },
    });
    expect(await call(4, 1000)).toBe(0);
    expect((await records(9)).map((record) => record[15])).not.toContain('over-limit');
  }, 30_000);

  it('begins a new file when the one it writes was set aside', async () => {
    const folders = ['cdr-custom', 'cel-custom'].map((name) => join(asterisk.logDir, name));
    for (const folder of folders) renameSync(join(folder, 'spillway.csv'), join(folder, 'spillway.0-1.csv'));
    expect(await call(1, 200)).toBe(0);
    await eventually(() => folders.every((folder) => existsSync(join(folder, 'spillway.csv'))));
    expect(await records(1)).toHaveLength(1);
  }, 30_000);

  it('leaves no channel behind', async () => {
    await eventually(async () => /^0 active channels/m.test(await asterisk.cli('core show channels count')));
  });
});
