/** Runs work of one key in order and work of different keys side by side. */
export class KeyedQueue {
  private readonly tails = new Map<string, { tail: Promise<unknown>; length: number }>();

  /** @param limit pieces of work that may wait for one key */
  constructor(private readonly limit: number) {}

  /** @returns undefined when too much waits for this key already */
  run<T>(key: string, work: () => Promise<T>): Promise<T> | undefined {
    const entry = this.tails.get(key) ?? { tail: Promise.resolve(), length: 0 };
    if (entry.length >= this.limit) return undefined;
    entry.length++;
    this.tails.set(key, entry);
    const result = entry.tail.then(work);
    const done = () => {
      if (--entry.length === 0) this.tails.delete(key);
    };
    entry.tail = result.then(done, done);
    return result;
  }
}
