/** One thing at a time for each key; different keys go side by side. A failure does not stop what waits behind it. */
export class Turns {
  private readonly last = new Map<string, Promise<unknown>>();

  has(key: string): boolean {
    return this.last.has(key);
  }

  take<T>(key: string, work: () => Promise<T>): Promise<T> {
    const turn = (this.last.get(key) ?? Promise.resolve()).then(work, work);
    this.last.set(key, turn);
    const done = () => {
      if (this.last.get(key) === turn) this.last.delete(key);
    };
    turn.then(done, done);
    return turn;
  }
}
