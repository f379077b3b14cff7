import type { Queue } from './setup.api.js';

/** What a queue begins with; the form shows all of it. */
export const newQueue = (): Queue => ({
  id: '',
  name: '',
  skills: {},
  serviceLevelMs: 20_000,
  ringMs: 20_000,
  wrapMs: 30_000,
  lostMs: 30_000,
  priority: 0,
  record: false,
  recordReason: 'quality',
  retentionDays: 90,
});

/** `Sales & Service` → `sales-service`: an id that can stand in a flow and in a file. */
export const idFrom = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/[^\w\s-]/g, '')
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, '-')
    .slice(0, 40);
