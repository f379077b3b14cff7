import type { Wait } from '../core/estimate.port.js';
import { quantile } from '../twin/outcome.js';

/** What others announce, to be held against ours. Both know only how long those waited who were answered. */
export interface Baseline {
  estimate(queueId: string): Wait;
  answered(queueId: string, waitedMs: number): void;
}

/**
 * Asterisk's formula: an exponential average of the last waits, three parts old and one part new (recalc_holdtime in
 * apps/app_queue.c; whole seconds). What is announced at entry adds 30 s to it; the average itself is the better estimate, so
 * that is taken. It has one number and no interval.
 */
export class AsteriskHoldTime implements Baseline {
  readonly #holdtime = new Map<string, number>();
  estimate(queueId: string): Wait {
    const ms = (this.#holdtime.get(queueId) ?? 0) * 1000;
    return { p50: ms, p90: ms };
  }
  answered(queueId: string, waitedMs: number): void {
    const old = this.#holdtime.get(queueId) ?? 0;
    this.#holdtime.set(queueId, (old * 3 + Math.floor(waitedMs / 1000)) >> 2);
  }
}

/** The quantiles of the last 20 who were answered. */
export class LastWaits implements Baseline {
  readonly #last = new Map<string, number[]>();
  estimate(queueId: string): Wait {
    const last = this.#last.get(queueId) ?? [];
    return { p50: quantile(last, 0.5), p90: quantile(last, 0.9) };
  }
  answered(queueId: string, waitedMs: number): void {
    const last = this.#last.get(queueId) ?? [];
    last.push(waitedMs);
    if (last.length > 20) last.shift();
    this.#last.set(queueId, last);
  }
}
