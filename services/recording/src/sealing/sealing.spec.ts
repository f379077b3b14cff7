import { mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { MasterKey } from './keys.js';
import { describeSealed, openRange } from './open-range.js';
import { seal } from './seal.js';
import { HEADER_BYTES, TAG_BYTES } from './sealed-format.js';

const id = '0192a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b';
const key = Buffer.alloc(32, 7);
let dir: string;
let path: string;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'sealing-'));
  path = join(dir, 'a.sealed');
});
afterEach(() => rm(dir, { recursive: true }));

async function* pieces(plain: Buffer, size: number) {
  for (let at = 0; at < plain.length; at += size) yield plain.subarray(at, at + size);
}
async function sealed(plain: Buffer, size = 700, chunk = 1_000) {
  const file = await open(path, 'w');
  try {
    return await seal(file, id, key, pieces(plain, size), chunk);
  } finally {
    await file.close();
  }
}
async function opened(from: number, to: number, withKey = key) {
  const parts: Buffer[] = [];
  for await (const part of openRange(path, withKey, from, to)) parts.push(part);
  return Buffer.concat(parts);
}

describe('a sealed recording', () => {
  it('gives back any range, whatever the sizes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(5_000), fc.integer({ min: 1, max: 3_000 }), fc.nat(), fc.nat(), async (n, size, a, b) => {
        const plain = Buffer.from(Array.from({ length: n }, (_, i) => (i * 31) & 255));
        await sealed(plain, size);
        expect((await describeSealed(path)).plainBytes).toBe(n);
        const [from, to] = [a % (n + 1), b % (n + 1)].sort((x, y) => x - y) as [number, number];
        expect(await opened(from, to)).toEqual(plain.subarray(from, to + 1));
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    ['a changed bit', (b: Buffer) => b.with(HEADER_BYTES + 5, b[HEADER_BYTES + 5]! ^ 1)],
    ['a changed header', (b: Buffer) => b.with(20, b[20]! ^ 1)],
    ['its last chunk cut off', (b: Buffer) => b.subarray(0, HEADER_BYTES + 1_000 + TAG_BYTES)],
    ['a piece of the last chunk cut off', (b: Buffer) => b.subarray(0, -3)],
    [
      'two chunks swapped',
      (b: Buffer) => {
        const [one, two] = [HEADER_BYTES, HEADER_BYTES + 1_000 + TAG_BYTES];
        return Buffer.concat([
          b.subarray(0, one),
          b.subarray(two, two + 1_016),
          b.subarray(one, two),
          b.subarray(two + 1_016),
        ]);
      },
    ],
  ])('refuses %s', async (_, change) => {
    await sealed(Buffer.alloc(2_500, 3));
    await writeFile(path, change(await readFile(path)));
    await expect(opened(0, 2_499)).rejects.toThrow();
  });

  it('is of no use with another key', async () => {
    await sealed(Buffer.alloc(100, 3));
    await expect(opened(0, 99, Buffer.alloc(32, 8))).rejects.toThrow();
  });
});

describe('the master key', () => {
  it('opens what it wrapped, for that recording alone', () => {
    const master = MasterKey.read('ab'.repeat(32));
    const { key, wrapped } = master.issue(id);
    expect(master.open(id, wrapped)).toEqual(key);
    expect(() => master.open(id.replace('0', '1'), wrapped)).toThrow();
    const other = MasterKey.read('cd'.repeat(32));
    expect(() => other.open(id, wrapped)).toThrow(/another master key/);
  });

  it('must be 32 bytes', () => {
    expect(() => MasterKey.read('short')).toThrow(RangeError);
  });
});
