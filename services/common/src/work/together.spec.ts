import { describe, expect, it } from '@jest/globals';
import { Together } from './together.js';

describe('work that is done together', () => {
  it('takes what comes within a short time at once, in order', async () => {
    const seen: number[][] = [];
    const together = new Together<number>(async (items) => void seen.push([...items]), 1);
    await Promise.all([together.add(1), together.add(2), together.add(3)]);
    await together.add(4);
    expect(seen).toEqual([[1, 2, 3], [4]]);
  });

  it('takes no more at a time than it may', async () => {
    const seen: number[][] = [];
    const together = new Together<number>(async (items) => void seen.push([...items]), 1, 2);
    await Promise.all([1, 2, 3].map((n) => together.add(n)));
    expect(seen).toEqual([[1, 2], [3]]);
  });

  it('refuses the culprit alone', async () => {
    const seen: number[] = [];
    const together = new Together<number>(async (items) => {
      if (items.includes(2)) throw new Error('not two');
      seen.push(...items);
    }, 1);
    const outcomes = await Promise.allSettled([together.add(1), together.add(2), together.add(3)]);
    expect(outcomes.map((o) => o.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(seen).toEqual([1, 3]);
  });
});
