import { counter } from '#common/metrics/metrics.js';

export const signIns = counter('spillway_directory_sign_ins_total', 'Sign-ins with a password that was looked at', [
  'outcome',
]);
export const configChanges = counter(
  'spillway_directory_config_changes_total',
  'Changes of queues, flows, entries, dispositions, teams and users',
);
