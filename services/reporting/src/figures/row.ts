/** What a report is about. Times in ms since 1970, `to` exclusive; steps are counted from `from`. */
export interface Range {
  from: number;
  to: number;
  stepMs: number;
  now: number;
  shortAbandonMs: number;
}

/** One line of a report: `key` is a queue or an agent, null for all; `at` is the start of the interval, null for the whole range. */
export type Row<F> = { key: string | null; at: number | null } & F;
