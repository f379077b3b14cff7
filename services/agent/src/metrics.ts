import { counter, FAST, gauge, histogram } from '#common/metrics/metrics.js';

export const desksOpen = gauge('spillway_agent_desks', 'Desktops connected to this gateway');
export const upgrades = counter('spillway_agent_upgrades_total', 'Websocket upgrades by what became of them', [
  'outcome',
]);
export const frames = counter('spillway_agent_frames_total', 'Messages with pages', ['direction', 'kind']);
export const refusedFrames = counter('spillway_agent_refused_frames_total', 'Messages of pages that were refused', [
  'reason',
]);
export const closes = counter('spillway_agent_closes_total', 'Desktops that went, by why', ['reason']);
export const gaps = counter('spillway_agent_gaps_total', 'Snapshots asked for because changes were missing', [
  'reason',
]);
export const commandSeconds = histogram('spillway_agent_command_seconds', 'From a page’s command to its answer', FAST);
