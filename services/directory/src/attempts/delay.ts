/** How one kind of key (a user, a source address) may fail. Times in milliseconds. */
export interface Patience {
  /** Failures in a row that cost nothing. */
  readonly free: number;
  readonly firstDelayMs: number;
  readonly longestDelayMs: number;
  /** After this long without a failure all is forgotten. */
  readonly forgetMs: number;
}

/** What is kept of a key. */
export interface Failures {
  readonly count: number;
  readonly lastAt: number;
}

/**
 * A user's delay stays short enough that a stranger who fails on purpose cannot keep her out for long; a source address that
 * guesses over many users is held back longer, but many people may share it.
 */
export const USER: Patience = { free: 5, firstDelayMs: 1_000, longestDelayMs: 5 * 60_000, forgetMs: 60 * 60_000 };
export const SOURCE: Patience = { free: 30, firstDelayMs: 1_000, longestDelayMs: 15 * 60_000, forgetMs: 60 * 60_000 };

/** The moment from which this key may try again; in the past when it may now. Doubles with each failure beyond the free ones. */
export function triesAgainAt(failures: Failures | null, p: Patience): number {
  if (!failures || failures.count < p.free) return 0;
  const delay = Math.min(p.longestDelayMs, p.firstDelayMs * 2 ** Math.min(30, failures.count - p.free));
  return failures.lastAt + delay;
}

/** What is kept after one more attempt, counted as failed until it proves right. */
export function charged(failures: Failures | null, p: Patience, now: number): Failures {
  const forgotten = !failures || failures.lastAt + p.forgetMs <= now;
  return { count: forgotten ? 1 : failures.count + 1, lastAt: now };
}
