import { counter, gauge } from '#common/metrics/metrics.js';

export const diskFull = gauge('spillway_recording_disk_full', '1 while there is too little room where recordings go');
export const freeBytes = gauge('spillway_recording_free_bytes', 'Least room where recordings go');
export const openSegments = gauge('spillway_recording_open_segments', 'Segments being recorded');
export const waiting = gauge(
  'spillway_recording_waiting_segments',
  'Segments that ended and are not yet stored and told',
);
export const begun = counter('spillway_recording_segments_total', 'Segments begun', ['outcome']);
export const stored = counter('spillway_recording_stored_total', 'Recordings stored');
export const missing = counter('spillway_recording_missing_total', 'Talks without a whole recording', ['reason']);
export const plays = counter('spillway_recording_accesses_total', 'Accesses to recordings', ['what']);
export const orphans = gauge(
  'spillway_recording_orphans',
  'Plain files found at start that belong to no known recording',
);
