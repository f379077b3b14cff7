/**
 * Milliseconds before try number `attempt` (from 0): at once, then from half a second up to eight, each spread by up
 * to a half, so that two thousand desks do not come back in the same moment.
 */
export function backoff(attempt: number, random: () => number = Math.random): number {
  if (attempt <= 0) return 0;
  const longest = Math.min(8_000, 500 * 2 ** (attempt - 1));
  return Math.round(longest * (1 - random() / 2));
}
