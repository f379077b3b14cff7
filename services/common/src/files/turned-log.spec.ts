import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { logFiles, turnOver } from './turned-log.js';

const DAY = 86_400_000;
const rule = { mostBytes: 100, keepMs: 30 * DAY };

describe('a log that is turned over', () => {
  let dir: string;
  let path: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'turned-'));
    path = join(dir, 'spillway.csv');
  });
  const names = () => readdirSync(dir).sort();
  const now = Date.now();

  it('is left alone while it is of today and small, empty or not there', async () => {
    await turnOver(path, { ...rule, now });
    writeFileSync(path, '');
    await turnOver(path, { ...rule, now: now + 3 * DAY });
    writeFileSync(path, 'short\n');
    await turnOver(path, { ...rule, now });
    expect(names()).toEqual(['spillway.csv']);
  });

  it('is set aside at a new day and when it is large; each file begins where the one before ended', async () => {
    writeFileSync(path, 'of yesterday\n');
    await turnOver(path, { ...rule, now: now + DAY });
    writeFileSync(path, 'x'.repeat(100));
    await turnOver(path, { ...rule, now: now + DAY + 1000 });
    writeFileSync(path, 'of now\n');
    expect((await logFiles(path)).map(({ from, to }) => [from, to])).toEqual([
      [0, now + DAY],
      [now + DAY, now + DAY + 1000],
      [now + DAY + 1000, Number.POSITIVE_INFINITY],
    ]);
  });

  it('loses what is older than it is kept, but never its newest part', async () => {
    for (const [from, to] of [
      [0, 1],
      [1, 2],
      [2, 3],
    ])
      writeFileSync(join(dir, `spillway.${from}-${to}.csv`), 'x\n');
    writeFileSync(join(dir, 'other.0-1.csv'), 'x\n');
    await turnOver(path, { ...rule, now: 100 * DAY });
    expect(names()).toEqual(['other.0-1.csv', 'spillway.2-3.csv']);
  });

  it('is never set aside twice in one millisecond', async () => {
    for (let i = 0; i < 2; i++) {
      writeFileSync(path, 'x'.repeat(100));
      await turnOver(path, { ...rule, now });
    }
    expect(names()).toEqual([`spillway.0-${now}.csv`, `spillway.${now}-${now + 1}.csv`]);
  });
});
