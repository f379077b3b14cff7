import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Stereo } from './stereo.js';
import { stereoHeader } from './wav.js';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'stereo-'));
});
afterEach(() => rm(dir, { recursive: true }));

/** A mono file as Asterisk leaves it; `told` is the length its header claims. */
async function mono(name: string, samples: number[], told = samples.length * 2): Promise<string> {
  const head = stereoHeader(0);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(16_000, 28);
  head.writeUInt16LE(2, 32);
  head.writeUInt32LE(told, 40);
  const path = join(dir, name);
  await writeFile(path, Buffer.concat([head, Buffer.from(Int16Array.from(samples).buffer)]));
  return path;
}
async function merged(caller: string, agent: string) {
  const stereo = await Stereo.open(caller, agent);
  const parts: Buffer[] = [];
  for await (const part of stereo.wav()) parts.push(part);
  await stereo.close();
  const whole = Buffer.concat(parts);
  return { stereo, whole, samples: [...new Int16Array(whole.buffer, whole.byteOffset + 44, (whole.length - 44) / 2)] };
}

describe('two files of one talk', () => {
  it('become left and right of one', async () => {
    const { whole, samples, stereo } = await merged(await mono('a', [1, 2, 3]), await mono('b', [-1, -2, -3]));
    expect(samples).toEqual([1, -1, 2, -2, 3, -3]);
    expect(whole.readUInt32LE(40)).toBe(12);
    expect(stereo.repaired).toBe(false);
  });

  it('are filled with silence where one ended a frame earlier', async () => {
    expect((await merged(await mono('a', [1, 2, 3]), await mono('b', [9]))).samples).toEqual([1, 9, 2, 0, 3, 0]);
  });

  it('are put right by their size when the writer was killed before it wrote the length', async () => {
    const { samples, stereo } = await merged(await mono('a', [1, 2], 0), await mono('b', [3, 4], 0));
    expect(samples).toEqual([1, 3, 2, 4]);
    expect(stereo.repaired).toBe(true);
  });

  it('are silence, not a failure, when the kill came before the first sample', async () => {
    const path = join(dir, 'empty');
    await writeFile(path, '');
    const { samples, stereo } = await merged(path, await mono('b', [3, 4]));
    expect([samples, stereo.repaired]).toEqual([[0, 3, 0, 4], true]);
  });

  it('tell who could be heard, and for how long', async () => {
    const loud = Array.from({ length: 8_000 }, (_, i) => (i < 4_000 ? 10_000 : 0));
    const { stereo } = await merged(await mono('a', loud), await mono('b', new Array(8_000).fill(50)));
    const { points, callerMs, agentMs } = stereo.waveform();
    expect([callerMs, agentMs, stereo.durationMs]).toEqual([500, 0, 1_000]);
    expect([...points].filter((_, i) => i % 2 === 0)).toEqual([78, 78, 78, 78, 78, 0, 0, 0, 0, 0]);
  });

  it('must be what Asterisk writes', async () => {
    const path = join(dir, 'other');
    await writeFile(path, Buffer.alloc(100));
    await expect(merged(path, path)).rejects.toThrow(/not a wav/);
  });
});
