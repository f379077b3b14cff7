import type { State } from './core/state.js';
import { queueViews } from './desk/views.js';
import { agentsBy, waiting } from './metrics.js';

/** Set at intervals rather than with each change: they are read every few seconds at the most. */
export function setGauges(s: State): void {
  waiting.reset();
  agentsBy.reset();
  for (const v of queueViews(s).values()) waiting.set({ queue: v.queue }, v.waiting);
  for (const a of s.agents.values()) agentsBy.inc({ status: a.status, work: a.workState });
}
