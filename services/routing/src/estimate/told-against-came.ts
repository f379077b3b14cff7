import { estimateError, estimateLoss, estimatesCovered, estimatesJudged } from '../metrics.js';
import { pinball } from './calibration.js';
import type { Judged } from './estimator.js';

/** Keeps each estimate against what came, by queue. Who gave up never learnt how long it would have been, and is not counted. */
export function toldAgainstCame({ queueId: queue, estimate, waited, answered }: Judged): void {
  if (!answered) return;
  estimatesJudged.inc({ queue });
  estimateError.observe({ queue }, Math.abs(waited - estimate.p50) / 1000);
  for (const [quantile, share] of [
    ['p50', 0.5],
    ['p90', 0.9],
  ] as const) {
    estimatesCovered.inc({ queue, quantile }, waited <= estimate[quantile] ? 1 : 0);
    estimateLoss.inc({ queue, quantile }, pinball(share, estimate[quantile], waited) / 1000);
  }
}
