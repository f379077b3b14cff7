import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { startDaemon } from '../engines/daemon.mjs';
import { keep } from './keeper.mjs';

describe('a process that is kept running', () => {
  const dir = mkdtempSync(join(tmpdir(), 'spillway-keeper-'));
  afterAll(() => rmSync(dir, { recursive: true, force: true }));
  const sleeper = async () => ({
    daemon: startDaemon({ name: 'sleeper', command: { file: 'sleep', args: ['60'] }, log: join(dir, 'log') }),
  });
  const until = async (done) => {
    while (!done()) await new Promise((resolve) => setTimeout(resolve, 5));
  };

  it('is there again within two seconds of kill -9, twice in a row, under a new pid', async () => {
    const told = [];
    const kept = await keep({ name: 'sleeper', start: sleeper, tell: (line) => told.push(line) });
    for (const round of [1, 2]) {
      const { pid } = kept.now().daemon;
      const from = Date.now();
      process.kill(pid, 'SIGKILL');
      await until(() => kept.restarts() === round);
      expect(Date.now() - from).toBeLessThan(2000);
      expect(kept.now().daemon.pid).not.toBe(pid);
    }
    expect(told).toEqual(['sleeper ended (SIGKILL), starting it again', 'sleeper ended (SIGKILL), starting it again']);
    await kept.stop();
    expect(kept.now().daemon.alive()).toBe(false);
  });

  it('is kept though what it said last cannot be read', async () => {
    const told = [];
    const why = () => {
      throw new Error('too long');
    };
    const kept = await keep({ name: 'sleeper', start: sleeper, tell: (line) => told.push(line), why });
    for (const round of [1, 2, 3]) {
      process.kill(kept.now().daemon.pid, 'SIGKILL');
      await until(() => kept.restarts() === round);
    }
    expect(told.at(-1)).toContain('too long');
    await kept.stop();
  });

  it('is not started again once it was stopped', async () => {
    let starts = 0;
    const kept = await keep({
      name: 'sleeper',
      start: () => {
        starts++;
        return sleeper();
      },
      tell: () => {},
    });
    await kept.stop();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(starts).toBe(1);
  });

  it('slows down when it dies young over and over, and says why', async () => {
    const told = [];
    const dying = async () => ({
      daemon: startDaemon({ name: 'dying', command: { file: 'false', args: [] }, log: join(dir, 'log') }),
    });
    const kept = await keep({ name: 'dying', start: dying, tell: (line) => told.push(line), why: () => 'because' });
    await until(() => kept.restarts() >= 3);
    const from = Date.now();
    await until(() => kept.restarts() >= 4);
    expect(Date.now() - from).toBeGreaterThan(200);
    expect(told).toContain('because');
    await kept.stop();
  });

  it('hands on the first failure, as then nobody waits for a later one', async () => {
    await expect(
      keep({ name: 'x', start: () => Promise.reject(new Error('no room')), tell: () => {} }),
    ).rejects.toThrow('no room');
  });
});
