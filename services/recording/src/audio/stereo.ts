import { type FileHandle, open } from 'node:fs/promises';
import { millisecondsOf, stereoHeader, WAV_HEADER_BYTES, type WavFacts, wavFacts } from './wav.js';
import { type Waveform, WaveformMeter } from './waveform.js';

const BLOCK_SAMPLES = 16_384;

/** Two mono files of one talk, opened to become one stereo file: the caller left, the agent right. */
export class Stereo {
  private readonly meter = new WaveformMeter();

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

  /** The whole stereo wav, in blocks. Run it to its end once; `waveform` is complete then. */
  async *wav(): AsyncGenerator<Buffer> {
    yield stereoHeader(this.samples);
    for (let at = 0; at < this.samples; at += BLOCK_SAMPLES) {
      const count = Math.min(BLOCK_SAMPLES, this.samples - at);
      const [caller, agent] = [await this.block(0, at, count), await this.block(1, at, count)];
      this.meter.add(caller, agent);
      const both = new Int16Array(count * 2);
      for (let i = 0; i < count; i++) {
        both[2 * i] = caller[i]!;
        both[2 * i + 1] = agent[i]!;
      }
      yield Buffer.from(both.buffer);
    }
  }

  waveform(): Waveform {
    return this.meter.finish();
  }

  async close(): Promise<void> {
    await Promise.all(this.files.map((file) => file.close()));
  }

  private async block(side: 0 | 1, at: number, count: number): Promise<Int16Array> {
    const samples = new Int16Array(count);
    const left = this.facts[side].dataBytes - at * 2;
    const bytes = Math.max(0, Math.min(left, count * 2));
    if (bytes > 0) await this.files[side].read(new Uint8Array(samples.buffer), 0, bytes, WAV_HEADER_BYTES + at * 2);
    return samples;
  }
}

async function factsOf(file: FileHandle): Promise<WavFacts> {
  const head = Buffer.alloc(WAV_HEADER_BYTES);
  await file.read(head, 0, WAV_HEADER_BYTES, 0);
  return wavFacts(head, (await file.stat()).size);
}
