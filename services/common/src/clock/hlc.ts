/**
 * Hybrid logical clock (Kulkarni et al., 2014): physical milliseconds and a counter, so that what was caused by a fact
 * sorts after it even when two machines' clocks differ. The text form compares as text.
 */
export class HybridClock {
  private ms = 0;
  private count = 0;

  constructor(
    private readonly owner: string,
    private readonly now: () => number = Date.now,
  ) {}

  tick(): string {
    const wall = this.now();
    if (wall > this.ms) {
      this.ms = wall;
      this.count = 0;
    } else this.count++;
    return `${String(this.ms).padStart(14, '0')}-${String(this.count).padStart(6, '0')}-${this.owner}`;
  }

  /** Takes notice of a fact from elsewhere: the next tick sorts after it. */
  receive(hlc: string): void {
    const [ms = 0, count = 0] = hlc.split('-').map(Number);
    if (ms > this.ms || (ms === this.ms && count > this.count)) {
      this.ms = ms;
      this.count = count;
    }
  }
}
