import { counter } from '#common/metrics/metrics.js';

export const identified = counter('spillway_customers_identified_total', 'Callers asked about', ['outcome']);
export const minted = counter('spillway_customers_tokens_minted_total', 'Tokens made for edge places', ['kind']);
export const notes = counter('spillway_customers_wrap_ups_total', 'Wrap-ups stored', ['outcome']);
