import { counter, gauge, histogram } from '#common/metrics/metrics.js';

export const folded = counter(
  'spillway_reporting_folded_total',
  'Interactions whose rows were made anew from their facts',
);
export const waiting = gauge(
  'spillway_reporting_refold_waiting',
  'Interactions whose rows are older than their facts, at the last look',
);
export const querySeconds = histogram(
  'spillway_reporting_query_seconds',
  'Time to answer a report',
  [0.005, 0.02, 0.05, 0.2, 0.5, 1, 2, 5],
  ['report'],
);
