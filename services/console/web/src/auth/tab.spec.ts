import { describe, expect, it } from '@jest/globals';
import { claimTab } from './tab.js';

/** The locks of a browser: one holder each, until its page is gone. */
class Locks {
  private readonly held = new Set<string>();
  waiting: { name: string; take: () => void }[] = [];

  request = ((name: string, { signal }: { signal: AbortSignal }, held: () => Promise<unknown>) =>
    new Promise((resolve, reject) => {
      const take = () => {
        this.held.add(name);
        resolve(held());
      };
      if (!this.held.has(name)) return take();
      this.waiting.push({ name, take });
      signal.addEventListener('abort', () => reject(signal.reason));
    })) as unknown as LockManager['request'];

  /** All pages are gone. */
  release(): void {
    this.held.clear();
    for (const { take } of this.waiting.splice(0)) take();
  }
}
const storageOf = (items: [string, string][]) => {
  const held = new Map(items);
  return {
    held,
    getItem: (key: string) => held.get(key) ?? null,
    setItem: (key: string, value: string) => void held.set(key, value),
    clear: () => held.clear(),
  };
};

describe('a tab', () => {
  it('keeps what it has when it is the first, and over a reload', async () => {
    const locks = new Locks();
    const storage = storageOf([['spillway.session', 'hers']]);
    expect(await claimTab({ storage, locks })).toBe(true);
    locks.release();
    expect(await claimTab({ storage, locks })).toBe(true);
    expect(storage.held.get('spillway.session')).toBe('hers');
  });

  it('waits for its own page of before, which may be gone a little later', async () => {
    const locks = new Locks();
    const storage = storageOf([['spillway.session', 'hers']]);
    await claimTab({ storage, locks });
    const again = claimTab({ storage, locks }, 60_000);
    await Promise.resolve();
    expect(locks.waiting).toHaveLength(1);
    locks.release();
    expect(await again).toBe(true);
    expect(storage.held.get('spillway.session')).toBe('hers');
  });

  it('that is a copy forgets all it was given, and is a tab of its own then', async () => {
    const locks = new Locks();
    const first = storageOf([['spillway.session', 'hers']]);
    await claimTab({ storage: first, locks });
    const copy = storageOf([...first.held, ['spillway.draft.r-1', 'typed']]);
    expect(await claimTab({ storage: copy, locks }, 20)).toBe(false);
    expect([...copy.held.keys()]).toEqual(['spillway.tab']);
    expect(copy.held.get('spillway.tab')).not.toBe(first.held.get('spillway.tab'));
    expect(first.held.get('spillway.session')).toBe('hers');
  });

  it('of a browser without locks goes on as it is', async () => {
    const storage = storageOf([['spillway.session', 'hers']]);
    expect(await claimTab({ storage, locks: undefined })).toBe(true);
    expect([...storage.held.keys()]).toEqual(['spillway.session']);
  });
});
