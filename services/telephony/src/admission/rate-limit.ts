const MOST_KEYS = 10_000;

/** At most `most` in any window of `windowMs` for each key. Keys that nobody uses are forgotten. */
export class RateLimit {
  private readonly taken = new Map<string, number[]>();

  constructor(
    private readonly most: number,
    private readonly windowMs: number,
  ) {}

  take(key: string, now: number): boolean {
    const recent = (this.taken.get(key) ?? []).filter((at) => at > now - this.windowMs);
    const allowed = recent.length < this.most;
    // Moved to the end, so that the first key is the one unused for longest.
    this.taken.delete(key);
    this.taken.set(key, allowed ? [...recent, now] : recent);
    if (this.taken.size > MOST_KEYS) this.taken.delete(this.taken.keys().next().value ?? '');
    return allowed;
  }
}
