import { type FileHandle, open } from 'node:fs/promises';
import { millisecondsOf, stereoHeader, WAV_HEADER_BYTES, type WavFacts, wavFacts } from './wav.js';
import { type Waveform, WaveformMeter } from './waveform.js';

/** As much as a chunk of the sealed file, so that nothing has to be put together anew. */
const BLOCK_BYTES = 64 * 1024;

/** Two mono files of one talk, opened to become one stereo file: the caller left, the agent right. */
export class Stereo {
  private readonly meter = new WaveformMeter();
  private readonly blocks = [new Int16Array(BLOCK_BYTES / 4), new Int16Array(BLOCK_BYTES / 4)] as const;

  private constructor(
    private readonly files: readonly [FileHandle, FileHandle],
    private readonly facts: readonly [WavFacts, WavFacts],
  ) {}

  /** @throws ENOENT when a file is missing, Error when one holds something else than Asterisk's wav. */
  static async open(caller: string, agent: string): Promise<Stereo> {
    const one = await open(caller, 'r');
    try {
      const two = await open(agent, 'r');
      try {
        return new Stereo([one, two], [await factsOf(one), await factsOf(two)]);
      } catch (error) {
        await two.close();
        throw error;
      }
    } catch (error) {
      await one.close();
      throw error;
    }
  }

  /** Samples a channel. The shorter file is filled up with silence: they end within a frame of each other. */
  get samples(): number {
    return Math.max(this.facts[0].dataBytes, this.facts[1].dataBytes) / 2;
  }
  get durationMs(): number {
    return millisecondsOf(this.samples);
  }
  /** Some file was cut by a kill of its writer and put right by its size. */
  get repaired(): boolean {
    return this.facts.some((facts) => facts.cut);
  }

  /**
   * The whole stereo wav, in pieces of BLOCK_BYTES but for the last. A piece is overwritten by the one after the next. Run it
   * to its end once; `waveform` is complete then.
   */
  async *wav(): AsyncGenerator<Buffer> {
    const pieces = [Buffer.alloc(BLOCK_BYTES), Buffer.alloc(BLOCK_BYTES)] as const;
    let filled = stereoHeader(this.samples).copy(pieces[0]);
    for (let at = 0, n = 0; ; n++) {
      const piece = pieces[(n & 1) as 0 | 1];
      const count = Math.min((BLOCK_BYTES - filled) / 4, this.samples - at);
      await Promise.all([this.read(0, at, count), this.read(1, at, count)]);
      const [caller, agent] = this.blocks;
      this.meter.add(caller, agent, count);
      const both = new Int16Array(piece.buffer, piece.byteOffset + filled, count * 2);
      for (let i = 0; i < count; i++) {
        both[2 * i] = caller[i]!;
        both[2 * i + 1] = agent[i]!;
      }
      at += count;
      yield piece.subarray(0, filled + count * 4);
      if (at >= this.samples) return;
      filled = 0;
    }
  }

  waveform(): Waveform {
    return this.meter.finish();
  }

  async close(): Promise<void> {
    await Promise.all(this.files.map((file) => file.close()));
  }

  /** Reads samples of one side into its block; what the shorter file lacks is silence. */
  private async read(side: 0 | 1, at: number, count: number): Promise<void> {
    const block = this.blocks[side];
    const left = this.facts[side].dataBytes - at * 2;
    const bytes = Math.max(0, Math.min(left, count * 2));
    if (bytes > 0)
      await this.files[side].read(new Uint8Array(block.buffer, 0, bytes), 0, bytes, WAV_HEADER_BYTES + at * 2);
    block.fill(0, bytes / 2, count);
  }
}

async function factsOf(file: FileHandle): Promise<WavFacts> {
  const head = Buffer.alloc(WAV_HEADER_BYTES);
  await file.read(head, 0, WAV_HEADER_BYTES, 0);
  return wavFacts(head, (await file.stat()).size);
}
