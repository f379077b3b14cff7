import { expect, it } from '@jest/globals';
import { forgetKept, keptKey } from './kept.js';

const storageOf = (...keys: string[]) => {
  const held = new Map(keys.map((key) => [key, 'x']));
  const storage = {
    get length() {
      return held.size;
    },
    key: (i: number) => [...held.keys()][i] ?? null,
    removeItem: (key: string) => void held.delete(key),
  };
  return { held, storage: storage as unknown as Storage };
};

it('what is kept of a call goes with its reservation; what is of no call stays', () => {
  const kept = [keptKey('draft', 'r-1'), keptKey('masked', 'r-1')];
  const gone = [keptKey('draft', 'r-2'), keptKey('draft', 'r-3'), keptKey('masked', 'r-2')];
  const { held, storage } = storageOf(gone[0]!, kept[0]!, 'spillway.session', gone[1]!, kept[1]!, gone[2]!);
  forgetKept(['r-1'], storage);
  expect([...held.keys()]).toEqual([kept[0], 'spillway.session', kept[1]]);
  forgetKept([], storage);
  expect([...held.keys()]).toEqual(['spillway.session']);
});
