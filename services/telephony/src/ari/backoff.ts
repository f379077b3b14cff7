/**
 * Wait before the n-th attempt in a row (n from 0), in ms: doubles from `firstMs` to `mostMs`, and takes between half
 * and the whole of it by `chance` (0..1), so that several clients do not knock at the same moment.
 */
export function backoffMs(attempt: number, chance: number, firstMs = 50, mostMs = 2_000): number {
  const whole = Math.min(mostMs, firstMs * 2 ** Math.min(attempt, 20));
  return Math.round(whole * (0.5 + chance / 2));
}
