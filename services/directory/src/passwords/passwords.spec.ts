import { describe, expect, it } from '@jest/globals';
import { hashPassword, passwordMatches, randomPassword } from './passwords.js';

describe('passwords', () => {
  it('are kept as argon2id with their cost', async () => {
    const stored = await hashPassword('correct horse');
    expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await passwordMatches(stored, 'correct horse')).toBe(true);
    expect(await passwordMatches(stored, 'correct horsf')).toBe(false);
  });

  it('never match for a user who does not exist, and cost the same work', async () => {
    const stored = await hashPassword('x');
    const times = { nobody: [] as number[], somebody: [] as number[] };
    for (let i = 0; i < 10; i++)
      for (const [who, of] of [
        ['nobody', null],
        ['somebody', stored],
      ] as const) {
        const start = performance.now();
        expect(await passwordMatches(of, 'guess')).toBe(false);
        times[who].push(performance.now() - start);
      }
    // The quickest of each: a busy machine makes single ones slow.
    const ratio = Math.min(...times.nobody) / Math.min(...times.somebody);
    // Without the work against the dummy this ratio is below 0.01.
    expect(ratio).toBeGreaterThan(0.3);
  });

  it('made at random have the length asked for and no look-alikes', () => {
    const made = new Set(Array.from({ length: 200 }, () => randomPassword()));
    expect(made.size).toBe(200);
    for (const p of made) expect(p).toMatch(/^[2-9A-HJ-NP-Za-km-z]{16}$/);
  });
});
