import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { readCel } from './cel-log.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

describe('the part of a channel event log that a day needs', () => {
  let logDir: string;
  beforeEach(() => {
    logDir = mkdtempSync(join(tmpdir(), 'cel-'));
    mkdirSync(join(logDir, 'cel-custom'));
  });
  const line = (at: number, type = 'BRIDGE_ENTER') => `"${at / 1000}","${type}","c"`;
  const write = (times: number[], turned?: [from: number, to: number]) =>
    writeFileSync(
      join(logDir, 'cel-custom', turned ? `spillway.${turned.join('-')}.csv` : 'spillway.csv'),
      times.map((at) => `${line(at)}\n${line(at, 'HANGUP')}\n`).join(''),
    );
  const read = async (from: number, to: number) => {
    const { lines, ...more } = await readCel(logDir, from, to);
    return { hours: lines.map((text) => (Number(text.split('"')[1]) * 1000) / HOUR), ...more };
  };

  it('is the day and half a day around it, over the turning of the files', async () => {
    write([1 * HOUR, 11 * HOUR, 23 * HOUR], [0, DAY]);
    write([25 * HOUR, 47 * HOUR], [DAY, 2 * DAY]);
    write([49 * HOUR, 61 * HOUR]);
    expect(await read(DAY, 2 * DAY)).toEqual({ hours: [23, 25, 47, 49], whole: true, endsAt: null });
    expect(await read(5 * DAY, 6 * DAY)).toEqual({ hours: [], whole: true, endsAt: null });
  });

  it('does not open the files of other days', async () => {
    mkdirSync(join(logDir, 'cel-custom', `spillway.0-${DAY}.csv`));
    write([5 * DAY], [DAY, 6 * DAY]);
    expect(await read(5 * DAY, 6 * DAY)).toMatchObject({ hours: [120], whole: true });
    await expect(read(0, DAY)).rejects.toThrow();
  });

  it.each([
    ['its beginning', 5 * DAY, 6 * DAY, false],
    ['a part of it', 9 * DAY, 12 * DAY, false],
    ['a part between two files', 13 * DAY, 14 * DAY, false],
    ['only what was before it', 10 * DAY, 12 * DAY, true],
    ['only what was after it', 10 * DAY, 13 * DAY, true],
    ['nothing', 14 * DAY, 15 * DAY, true],
  ])('says when %s was deleted', async (_, from, to, whole) => {
    write([], [10 * DAY, 13 * DAY]);
    write([], [14 * DAY, 15 * DAY]);
    expect(await read(from, to)).toMatchObject({ whole });
  });

  it('says where it ends while nothing is written', async () => {
    expect(await read(0, DAY)).toEqual({ hours: [], whole: true, endsAt: 0 });
    write([HOUR], [0, DAY]);
    expect(await read(0, DAY)).toEqual({ hours: [1], whole: true, endsAt: DAY });
  });
});
