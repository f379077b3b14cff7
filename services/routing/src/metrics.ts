import { counter, FAST, gauge, HUMAN, histogram } from '#common/metrics/metrics.js';

export const inputs = counter('spillway_routing_inputs_total', 'What routing was told, by kind', ['type']);
export const batchSize = histogram(
  'spillway_routing_batch_inputs',
  'Inputs written together',
  [1, 2, 5, 10, 20, 50, 100, 200, 500],
);
export const commitSeconds = histogram('spillway_routing_commit_seconds', 'One batch to the disk', FAST);
export const offers = counter('spillway_routing_reservations_total', 'Reservations made, by kind', ['kind']);
export const outcomes = counter('spillway_routing_reservation_ends_total', 'What became of reservations', ['outcome']);
export const offerSeconds = histogram(
  'spillway_routing_offer_seconds',
  'From the input that made an offer possible to telephony having taken it',
  FAST,
);
export const answerSeconds = histogram('spillway_routing_wait_seconds', 'From entering the queue to the answer', HUMAN);
export const waiting = gauge('spillway_routing_waiting', 'Contacts in line', ['queue']);
export const agentsBy = gauge('spillway_routing_agents', 'Agents by status and work state', ['status', 'work']);
export const healed = counter('spillway_routing_healed_total', 'Stuck states that were put right, by kind', ['kind']);
export const commandsRefused = counter('spillway_routing_commands_refused_total', 'Commands that telephony refused', [
  'subject',
  'code',
]);
export const estimatesJudged = counter(
  'spillway_routing_estimate_judged_total',
  'First estimates of callers who had to wait and were answered',
  ['queue'],
);
export const estimatesCovered = counter(
  'spillway_routing_estimate_covered_total',
  'Of these, waits that were no longer than the quantile said; coverage is this by the former',
  ['queue', 'quantile'],
);
export const estimateLoss = counter(
  'spillway_routing_estimate_loss_seconds_total',
  'Their pinball loss; the mean is this by the number judged',
  ['queue', 'quantile'],
);
export const estimateError = histogram(
  'spillway_routing_estimate_error_seconds',
  'How far the middle of the estimate was from the wait that came',
  HUMAN,
  ['queue'],
);
