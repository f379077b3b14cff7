/** Enough to tell a distribution's shape, few enough to follow when it drifts. */
const KEPT = 120;
/** Below this many the prior still speaks. */
const TRUSTED = 30;

/** The last durations of one kind, sorted; from them others like them are drawn. */
export class Sample {
  readonly #ring: number[] = [];
  #sorted: number[];
  #next = 0;

  /** `prior` says what is likely before anything was seen. */
  constructor(private readonly prior: readonly number[]) {
    this.#sorted = [...prior].sort((a, b) => a - b);
  }

  add(ms: number): void {
    this.#ring[this.#next] = ms;
    this.#next = (this.#next + 1) % KEPT;
    const prior = this.#ring.length < TRUSTED ? this.prior : [];
    this.#sorted = [...this.#ring, ...prior].sort((a, b) => a - b);
  }

  get size(): number {
    return this.#ring.length;
  }
  /** One of them; `chance` in [0, 1). */
  draw = (chance: number): number => this.#sorted[Math.floor(chance * this.#sorted.length)]!;

  /** How much longer something of this kind lasts that has lasted for `elapsed` already. */
  rest(elapsed: number, chance: number): number {
    const all = this.#sorted;
    let low = 0;
    for (let high = all.length; low < high; ) {
      const mid = (low + high) >> 1;
      if (all[mid]! > elapsed) high = mid;
      else low = mid + 1;
    }
    const left = all.length - low;
    // Longer than anything seen: such tails are long, so half as much again on average.
    if (left < 3) return elapsed * chance;
    return all[low + Math.floor(chance * left)]! - elapsed;
  }
}

/** Quantiles of a lognormal with this mean and deviation of the logarithm. */
export function lognormalPrior(mean: number, sigma: number): number[] {
  const z = [-1.64, -1.15, -0.84, -0.6, -0.39, -0.19, 0, 0.19, 0.39, 0.6, 0.84, 1.15, 1.64];
  return z.map((q) => mean * Math.exp(sigma * q - (sigma * sigma) / 2));
}
