import { RATE } from './wav.js';

/** One point of the waveform stands for so many ms. */
export const POINT_MS = 100;
const POINT_SAMPLES = (RATE * POINT_MS) / 1_000;
/** A point this loud counts as speech: 2 % of full scale, about -34 dBFS, above line noise and comfort noise. */
const SPEECH = 0.02;

export interface Waveform {
  /** Loudest sample of each 100 ms, 0..255, of the caller and of the agent in turn. */
  readonly points: Buffer;
  /** How long each of them could be heard, ms. */
  readonly callerMs: number;
  readonly agentMs: number;
}

/** Gathers the waveform while the samples pass by; `add` takes the first `count` samples of two blocks. */
export class WaveformMeter {
  private readonly points: number[] = [];
  private readonly active = [0, 0];
  private readonly loudest = [0, 0];
  private inPoint = 0;

  add(caller: Int16Array, agent: Int16Array, count = caller.length): void {
    for (let at = 0; at < count; ) {
      const end = Math.min(count, at + POINT_SAMPLES - this.inPoint);
      this.loudest[0] = loudest(caller, at, end, this.loudest[0]!);
      this.loudest[1] = loudest(agent, at, end, this.loudest[1]!);
      this.inPoint += end - at;
      at = end;
      if (this.inPoint === POINT_SAMPLES) this.close();
    }
  }

  finish(): Waveform {
    if (this.inPoint > 0) this.close();
    const [callerMs, agentMs] = this.active.map((points) => points * POINT_MS) as [number, number];
    return { points: Buffer.from(this.points), callerMs, agentMs };
  }

  private close(): void {
    for (const side of [0, 1]) {
      const part = Math.min(1, this.loudest[side]! / 32_767);
      if (part >= SPEECH) this.active[side]!++;
      this.points.push(Math.round(part * 255));
      this.loudest[side] = 0;
    }
    this.inPoint = 0;
  }
}

function loudest(samples: Int16Array, from: number, to: number, before: number): number {
  let most = before;
  for (let i = from; i < to; i++) {
    const level = Math.abs(samples[i]!);
    if (level > most) most = level;
  }
  return most;
}
