import { setTimeout as delay } from 'node:timers/promises';

/**
 * Waits until something holds; nothing in these tests waits for a time.
 * @template T
 * @param {() => T | Promise<T>} look anything falsy, or a throw, means not yet
 * @param {{ within?: number, every?: number, what?: string }} [options] milliseconds
 * @returns {Promise<NonNullable<T>>}
 */
export async function eventually(look, { within = 10_000, every = 40, what = String(look) } = {}) {
  const until = Date.now() + within;
  /** @type {unknown} */
  let last;
  for (;;) {
    try {
      const seen = await look();
      if (seen) return seen;
      last = undefined;
    } catch (error) {
      last = error;
    }
    if (Date.now() > until) throw new Error(`Not within ${within} ms: ${what}`, { cause: last });
    await delay(every);
  }
}
