import { appendFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Spool } from './spool.js';

const fresh = () => join(mkdtempSync(join(tmpdir(), 'spool-')), 'facts.jsonl');
const fact = (id: string) => ({
  id,
  tenant: 'main',
  type: 'interaction.started',
  interactionId: 'i',
  at: 1,
  cause: null,
  data: {},
});
const ids = (spool: Spool) => spool.head(100).map((f) => f.id);

describe('the spool', () => {
  it('gives what the process before it left, in order', () => {
    const file = fresh();
    const before = new Spool(file);
    for (const id of ['a', 'b', 'c']) before.append(fact(id));
    before.drained(1);
    const after = new Spool(file);
    // Nothing says on disk that `a` is in the ledger: it is told again and passed over there.
    expect(ids(after)).toEqual(['a', 'b', 'c']);
    expect(after.id).toBe(before.id);
  });
  it('leaves out a line that was torn by the end of the machine', () => {
    const file = fresh();
    const before = new Spool(file);
    before.append(fact('a'));
    appendFileSync(file, '{"n":2,"id":"b","ten');
    const after = new Spool(file);
    expect(ids(after)).toEqual(['a']);
    after.append(fact('c'));
    expect(new Spool(file).head(10).map((f) => [f.n, f.id])).toEqual([
      [1, 'a'],
      [2, 'c'],
    ]);
  });
  it('goes on counting after everything was drained', () => {
    const file = fresh();
    const spool = new Spool(file);
    spool.append(fact('a'));
    spool.drained(1);
    spool.append(fact('b'));
    expect(spool.head(10).map((f) => f.n)).toEqual([2]);
    expect(spool.depth).toBe(1);
  });
});
