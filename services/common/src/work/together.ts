/**
 * Does at once, together, what is asked for within a short time: for work that costs as much for one as for fifty. Should it
 * fail for several, each is tried alone, so that only the culprit is refused.
 */
export class Together<T> {
  private readonly waiting: { item: T; done: () => void; failed: (error: unknown) => void }[] = [];
  private timer?: NodeJS.Timeout;

  /** @param gatherMs how long the first waits for others. @param most in one piece of work. */
  constructor(
    private readonly work: (items: readonly T[]) => Promise<void>,
    private readonly gatherMs: number,
    private readonly most = 200,
  ) {}

  /** Answers when the work is done that this item was in. */
  add(item: T): Promise<void> {
    const done = new Promise<void>((done, failed) => this.waiting.push({ item, done, failed }));
    this.timer ??= setTimeout(() => void this.turn(), this.gatherMs);
    return done;
  }

  private async turn(): Promise<void> {
    const now = this.waiting.splice(0, this.most);
    await this.attempt(now);
    this.timer = this.waiting.length > 0 ? setTimeout(() => void this.turn(), 0) : undefined;
  }

  private async attempt(now: typeof this.waiting): Promise<void> {
    try {
      await this.work(now.map((each) => each.item));
      for (const each of now) each.done();
    } catch (error) {
      if (now.length > 1) for (const each of now) await this.attempt([each]);
      else now[0]?.failed(error);
    }
  }
}
