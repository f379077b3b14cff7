const PARTS = '../../../dist/services/routing/src';

export const { generate } = await import(`${PARTS}/traces/generate.js`);
export const { figures, occupancy } = await import(`${PARTS}/twin/outcome.js`);
export const { run } = await import(`${PARTS}/twin/world.js`);
export const { RULES } = await import(`${PARTS}/twin/rules.js`);
export const { ours } = await import(`${PARTS}/twin/ours.js`);
export const { Estimator } = await import(`${PARTS}/estimate/estimator.js`);
export const { AsteriskHoldTime, LastWaits } = await import(`${PARTS}/estimate/baselines.js`);
export const { pinball } = await import(`${PARTS}/estimate/calibration.js`);

/**
 * Mean and half the width of its 95 % confidence interval by Student's t (the quantile by a formula that is off by less
 * than 1 % from 4 degrees of freedom on).
 * @param {number[]} values
 */
export function interval(values) {
  const n = values.length;
  const mean = values.reduce((sum, v) => sum + v, 0) / n;
  const deviation = Math.sqrt(values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / (n - 1));
  const df = n - 1;
  const t = 1.96 + 2.37 / df + 2.82 / df ** 2 + 2.5 / df ** 3;
  return { mean, half: (t * deviation) / Math.sqrt(n) };
}
