import { appendFileSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Journal } from './journal.js';

interface Thing {
  id: string;
  n: number;
}
const fresh = () => join(mkdtempSync(join(tmpdir(), 'journal-')), 'open.jsonl');
const at = (file: string) => new Journal<Thing>(file, (thing) => thing.id);

describe('the journal', () => {
  it('gives what the process before it left open, as it stood last', () => {
    const file = fresh();
    const before = at(file);
    before.load();
    before.save({ id: 'a', n: 1 });
    before.save({ id: 'b', n: 1 });
    before.save({ id: 'a', n: 2 });
    before.end('b');
    expect(at(file).load()).toEqual([{ id: 'a', n: 2 }]);
  });

  it('leaves out a line that was torn, and nothing else', () => {
    const file = fresh();
    const before = at(file);
    before.load();
    before.save({ id: 'a', n: 1 });
    appendFileSync(file, '{"id":"b","n');
    const after = at(file);
    expect(after.load()).toEqual([{ id: 'a', n: 1 }]);
    after.save({ id: 'c', n: 1 });
    expect(
      at(file)
        .load()
        .map((thing) => thing.id),
    ).toEqual(['a', 'c']);
  });

  it('writes nothing when nothing changed', () => {
    const file = fresh();
    const journal = at(file);
    journal.save({ id: 'a', n: 1 });
    journal.save({ id: 'a', n: 1 });
    expect(readFileSync(file, 'utf8').split('\n')).toHaveLength(2);
  });
});
