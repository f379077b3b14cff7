import { appendFileSync, mkdtempSync, renameSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { Tail } from './tail.js';

describe('the records as they come', () => {
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'tail-'));
  });
  const file = () => join(dir, 'spillway.csv');
  const write = (text: string, name = 'spillway.csv') => appendFileSync(join(dir, name), text);
  const turn = (name: string) => renameSync(file(), join(dir, name));
  const open = () => new Tail(file(), join(dir, 'place.json'));
  const all = async (tail: Tail): Promise<string[]> => {
    const part = await tail.next();
    await part.keep();
    return part.lines.length ? [...part.lines, ...(await all(tail))] : [];
  };

  it('are read once each, over the turning of their file and a restart of ours', async () => {
    write('one\n');
    expect(await all(open())).toEqual(['one']);
    write('two\nthr');
    turn('spillway.0-1.csv');
    const tail = open();
    expect(await all(tail)).toEqual(['two']);
    // Its writer had the old file open when it got its new name.
    write('ee\n', 'spillway.0-1.csv');
    write('four\n');
    turn('spillway.1-2.csv');
    write('five\n');
    expect(await all(tail)).toEqual(['three', 'four', 'five']);
    expect(await all(open())).toEqual([]);
  });

  it('are read from their beginning when a crash left the place torn', async () => {
    write('one\n');
    writeFileSync(join(dir, 'place.json'), '');
    expect(await all(open())).toEqual(['one']);
  });

  it('wait with the next file until it has a line', async () => {
    write('one\n');
    const tail = open();
    await all(tail);
    turn('spillway.0-1.csv');
    write('');
    expect(await all(tail)).toEqual([]);
    write('late\n', 'spillway.0-1.csv');
    write('next\n');
    expect(await all(tail)).toEqual(['late', 'next']);
  });

  it('begin with the oldest that is left when the one last read is gone', async () => {
    write('one\n');
    const tail = open();
    await all(tail);
    write('of old\n', 'spillway.1-2.csv');
    unlinkSync(file());
    write('of now\n');
    expect(await all(tail)).toEqual(['of old', 'of now']);
  });
});
