/** A repeatable source of chance: the same seed and the same name give the same numbers, whatever else is drawn. */
export type Draw = () => number;

/** sfc32 (Doty-Humphrey, PractRand), seeded by FNV-1a of seed and name; numbers in [0, 1). */
export function stream(seed: number, name: string): Draw {
  let h = 2166136261 ^ seed;
  for (const c of name) h = Math.imul(h ^ c.charCodeAt(0), 16777619);
  let [a, b, c, d] = [h, h ^ 0x9e3779b9, h ^ 0x243f6a88, 1];
  const draw = (): number => {
    const t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + t;
    c |= 0;
    return (t >>> 0) / 4294967296;
  };
  for (let i = 0; i < 15; i++) draw();
  return draw;
}

const positive = (draw: Draw): number => 1 - draw();

export const exponential = (draw: Draw, mean: number): number => -mean * Math.log(positive(draw));

/** Box and Muller, 1958. */
export const normal = (draw: Draw): number => Math.sqrt(-2 * Math.log(positive(draw))) * Math.cos(2 * Math.PI * draw());

/** Lognormal with this mean; `sigma` is the deviation of its logarithm. */
export const lognormal = (draw: Draw, mean: number, sigma: number): number =>
  mean * Math.exp(sigma * normal(draw) - (sigma * sigma) / 2);

/** Gamma with mean 1 and this coefficient of variation (Marsaglia and Tsang, 2000, for shapes of 1 and above). */
export function gammaAround1(draw: Draw, variation: number): number {
  const shape = Math.max(1, 1 / (variation * variation));
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = normal(draw);
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(positive(draw)) < 0.5 * x * x + d - d * v + d * Math.log(v)) return (d * v) / shape;
  }
}

/** One of these by weight. */
export function pick<T>(draw: Draw, choices: readonly (readonly [T, number])[]): T {
  let left = draw() * choices.reduce((sum, [, w]) => sum + w, 0);
  for (const [value, weight] of choices) {
    left -= weight;
    if (left < 0) return value;
  }
  return choices[choices.length - 1]![0];
}
