import type { Key } from '../i18n/i18n.js';
import type { By } from './report.api.js';

/** A column of the report: how it is shown, and by which list of calls it can be checked. */
export interface Column {
  field: string;
  title: Key;
  as: 'count' | 'share' | 'time';
  /** The figure of the list of calls behind it; none where no list can make it. */
  calls?: string;
}

export const COLUMNS: Record<By, readonly Column[]> = {
  queue: [
    { field: 'offered', title: 'report.offered', as: 'count', calls: 'offered' },
    { field: 'answered', title: 'report.answered', as: 'count', calls: 'answered' },
    { field: 'abandoned', title: 'report.abandoned', as: 'count', calls: 'abandoned' },
    { field: 'serviceLevel', title: 'report.service-level', as: 'share', calls: 'in-service-level' },
    { field: 'speedOfAnswerAvgMs', title: 'report.speed-of-answer', as: 'time', calls: 'answered' },
    { field: 'longestWaitMs', title: 'report.longest-wait', as: 'time', calls: 'offered' },
    { field: 'handleAvgMs', title: 'report.handle-time', as: 'time', calls: 'handled' },
    { field: 'talkAvgMs', title: 'report.talk-time', as: 'time', calls: 'handled' },
    { field: 'wrapAvgMs', title: 'report.wrap-time', as: 'time', calls: 'handled' },
  ],
  agent: [
    { field: 'offered', title: 'report.offered', as: 'count', calls: 'offered' },
    { field: 'answered', title: 'report.answered', as: 'count', calls: 'answered' },
    { field: 'noAnswer', title: 'report.no-answer', as: 'count', calls: 'no-answer' },
    { field: 'rejected', title: 'report.rejected', as: 'count', calls: 'rejected' },
    { field: 'transferred', title: 'report.transferred', as: 'count', calls: 'transferred' },
    { field: 'handleAvgMs', title: 'report.handle-time', as: 'time', calls: 'handled' },
    { field: 'talkAvgMs', title: 'report.talk-time', as: 'time', calls: 'handled' },
    { field: 'wrapAvgMs', title: 'report.wrap-time', as: 'time', calls: 'handled' },
    { field: 'signedInMs', title: 'report.signed-in', as: 'time' },
    { field: 'occupancy', title: 'report.occupancy', as: 'share' },
  ],
};

/** Address of the list of calls that make a figure. */
export function callsPath(asked: { by: By; figure: string; key?: string | null; from: number; to: number }): string {
  const query = new URLSearchParams({
    by: asked.by,
    figure: asked.figure,
    from: String(asked.from),
    to: String(asked.to),
  });
  if (asked.key) query.set(asked.by, asked.key);
  return `/report/calls?${query}`;
}

/** Answered and abandoned of all queues by interval, gaps filled with nothing, for the drawing. */
export function perInterval(
  rows: readonly { at: number | null; answered: number; abandoned: number }[],
  { from, to, stepMs }: { from: number; to: number; stepMs: number },
): { at: number; answered: number; abandoned: number }[] {
  const slots = Array.from({ length: Math.ceil((to - from) / stepMs) }, (_, index) => ({
    at: from + index * stepMs,
    answered: 0,
    abandoned: 0,
  }));
  for (const row of rows) {
    const slot = row.at === null ? undefined : slots[Math.floor((row.at - from) / stepMs)];
    if (!slot) continue;
    slot.answered += row.answered;
    slot.abandoned += row.abandoned;
  }
  return slots;
}
