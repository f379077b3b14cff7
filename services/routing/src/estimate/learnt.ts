import { lognormalPrior, Sample } from './sample.js';

/** What is known of a queue before its first call; forgotten after some dozens. */
const HANDLE_PRIOR = lognormalPrior(240_000, 0.8);
const WRAP_PRIOR = lognormalPrior(20_000, 0.5);
const PICKUP_PRIOR = lognormalPrior(5000, 0.5);
/** Giving up: as if this much waiting had seen one to go. */
const PATIENCE_PRIOR_MS = 300_000;
/** What was seen of patience loses half of its weight after so much waiting, ms. */
const PATIENCE_HALF_MS = 4 * 3_600_000;

/** What one queue's calls are like, as far as they were seen. */
export class QueueLearnt {
  /** From the answer to the end of wrap-up. */
  readonly handle = new Sample(HANDLE_PRIOR);
  readonly wrap = new Sample(WRAP_PRIOR);
  /** From the offer to the answer. */
  readonly pickup = new Sample(PICKUP_PRIOR);
  #gone = 1;
  #exposure = PATIENCE_PRIOR_MS;

  /** Somebody waited for so long, and then was answered or gave up. */
  waited(ms: number, gaveUp: boolean): void {
    const keep = 0.5 ** (ms / PATIENCE_HALF_MS);
    this.#gone = this.#gone * keep + (gaveUp ? 1 : 0);
    this.#exposure = this.#exposure * keep + ms;
  }
  /** Mean time to giving up, ms: a constant hazard, by events over exposure. */
  get patience(): number {
    return this.#exposure / Math.max(0.05, this.#gone);
  }
}
