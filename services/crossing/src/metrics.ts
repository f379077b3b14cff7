import { counter, FAST, gauge, histogram } from '#common/metrics/metrics.js';

export const active = gauge('spillway_crossing_active', '1 while this process is the one that crosses, 0 on standby');
export const messages = counter('spillway_crossing_messages_total', 'Messages that crossed', ['direction', 'contract']);
export const bytes = counter('spillway_crossing_bytes_total', 'Bytes that crossed', ['direction', 'contract']);
export const fields = counter('spillway_crossing_fields_total', 'Fields that crossed, by their data class', [
  'direction',
  'contract',
  'class',
]);
export const refused = counter('spillway_crossing_refused_total', 'Messages that did not cross', [
  'direction',
  'contract',
  'reason',
]);
export const seconds = histogram(
  'spillway_crossing_seconds',
  'Time within the crossing, from taking a message to sending it on',
  FAST,
  ['contract'],
);
export const desktops = gauge('spillway_crossing_desktops', 'Desktops attached through this crossing');
export const tokensCached = gauge('spillway_crossing_tokens_cached', 'References whose token is at hand');
export const resyncs = counter('spillway_crossing_resyncs_total', 'Calls to all gateways to attach again', ['reason']);
export const unheard = counter(
  'spillway_crossing_unheard_total',
  'Changes for desktops that were not attached any more',
);
