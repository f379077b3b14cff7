import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Journal } from '#common/disk/journal.js';
import { Spool } from '../../services/telephony/src/facts/spool.js';
import { smallDisk } from '../support/small-disk.mjs';

/** @type {Awaited<ReturnType<typeof smallDisk>>} */ let disk;
beforeAll(async () => {
  disk = await smallDisk(256);
});
afterAll(() => disk.remove());

/** @param {number} n */
const fact = (n) => ({
  id: `fact-${n}`,
  tenant: 'main',
  type: 'interaction.started',
  interactionId: 'i'.repeat(700),
  at: n,
  cause: null,
  data: {},
});
/** @param {Spool} spool */
const ids = (spool) => spool.head(1000).map((f) => f.id);
/** @param {number} count */
const named = (count) => Array.from({ length: count }, (_, i) => `fact-${i + 1}`);
const until = async (/** @type {() => boolean} */ done) => {
  for (let i = 0; !done() && i < 200; i++) await new Promise((r) => setTimeout(r, 50));
};

describe('a disk without a byte left', () => {
  it('stops no fact from being told, and has each once as soon as there is room', async () => {
    const file = join(disk.dir, 'facts.jsonl');
    const spool = new Spool(file);
    spool.append(fact(1));
    const makeRoom = disk.fill();
    for (let n = 2; n <= 20; n++) spool.append(fact(n));
    expect(ids(spool)).toEqual(named(20));
    expect(spool.unkept).toBeGreaterThan(0);
    makeRoom();
    await until(() => spool.unkept === 0);
    spool.close();
    const after = new Spool(file);
    expect(ids(after)).toEqual(named(20));
    after.close();
  });

  it('lets a killed process begin again with what it had written', async () => {
    const file = join(disk.dir, 'again.jsonl');
    const before = new Spool(file);
    before.append(fact(1));
    const makeRoom = disk.fill();
    for (let n = 2; n <= 10; n++) before.append(fact(n));
    const written = 10 - before.unkept;
    before.close();
    const after = new Spool(file);
    expect(ids(after)).toEqual(named(written));
    after.append(fact(99));
    expect(ids(after)).toEqual([...named(written), 'fact-99']);
    makeRoom();
    await until(() => after.unkept === 0);
    after.close();
    const third = new Spool(file);
    expect(ids(third)).toEqual([...named(written), 'fact-99']);
    third.close();
  });

  it('begins a spool that was never there', async () => {
    const makeRoom = disk.fill();
    const file = join(disk.dir, 'first.jsonl');
    const spool = new Spool(file);
    spool.append(fact(1));
    makeRoom();
    await until(() => spool.unkept === 0);
    spool.close();
    const after = new Spool(file);
    expect(ids(after)).toEqual(['fact-1']);
    expect(after.id).toBe(spool.id);
    after.close();
  });

  it('leaves the journal of what is open in memory, and all of it is written with the next change', () => {
    const file = join(disk.dir, 'open.jsonl');
    const at = () => new Journal(file, (/** @type {{ id: string }} */ thing) => thing.id);
    const journal = at();
    journal.load();
    journal.save({ id: 'gone' });
    const makeRoom = disk.fill();
    for (let n = 0; n < 10; n++) journal.save({ id: `${n}`, long: 'x'.repeat(1000) });
    journal.end('gone');
    // Killed now, the next process has what the disk took, and goes on.
    const next = at();
    expect(next.load().map((thing) => thing.id)).toContain('gone');
    next.close();
    makeRoom();
    journal.save({ id: 'last' });
    journal.close();
    const after = at();
    expect(after.load().map((thing) => thing.id)).toEqual([...'0123456789', 'last']);
    after.close();
  });
});
