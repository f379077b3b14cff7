import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
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
  const records = () =>
    readFileSync(join(asterisk.logDir, 'cdr-custom/spillway.csv'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => line.split(',').map((cell) => cell.replaceAll('"', '')));

  it('is answered, told, and written down by the witness with the number she dialled', async () => {
    expect(await call(1, 1500)).toBe(0);
    const [record] = records();
    expect(record).toMatchObject({ 6: '1000', 7: 'from-outside', 13: 'ANSWERED', 15: 'application-away' });
    expect(Number(record[11])).toBeCloseTo(1.5, 0);
  }, 30_000);

  it('hears that all lines are busy when there is no room, while the others stay', async () => {
    expect(await call(4, 1500)).toBe(0);
    const last = records()
      .slice(-4)
      .map((record) => record[15]);
    expect(last.filter((text) => text === 'over-limit')).toHaveLength(2);
  }, 30_000);

  it('takes a new limit at run time', async () => {
    const authorization = `Basic ${Buffer.from(`${asterisk.ariUser}:${asterisk.ariPassword}`).toString('base64')}`;
    await fetch(`${asterisk.ariUrl}/asterisk/variable?variable=MAX_CALLS&value=4`, {
      method: 'POST',
      headers: { authorization },
    });
    expect(await call(4, 1000)).toBe(0);
    expect(
      records()
        .slice(-4)
        .map((record) => record[15]),
    ).not.toContain('over-limit');
  }, 30_000);

  it('leaves no channel behind', async () => {
    expect(await asterisk.cli('core show channels count')).toMatch(/0 active channels/);
  });
});
