import type { Tx } from '#common/db/database.js';
import { keyOf, QUEUE_FIGURES, QUEUE_ROWS, type QueueFigure } from './figures.js';
import { ratio, serviceLevelOf } from './formulas.js';
import type { Range, Row } from './row.js';

type Key<F extends string> = F extends `${infer A}-${infer B}` ? `${A}${Capitalize<Key<B>>}` : F;
export type QueueCounts = { [F in QueueFigure as Key<F>]: number };
/** Durations in ms; null where nothing is known. */
export interface QueueFigures extends QueueCounts {
  serviceLevel: number | null;
  abandonRate: number | null;
  speedOfAnswerAvgMs: number | null;
  speedOfAnswerP90Ms: number | null;
  longestWaitMs: number | null;
  handleAvgMs: number | null;
  talkAvgMs: number | null;
  holdAvgMs: number | null;
  wrapAvgMs: number | null;
}

const counts = Object.entries(QUEUE_FIGURES).map(
  ([f, { where }]) => `count(*) filter (where ${where})::int as "${keyOf(f)}"`,
);
const { answered, handled, offered } = QUEUE_FIGURES;
const SQL = `
  select case when grouping(v.queue_id) = 1 then null else v.queue_id end as key,
    case when grouping(step) = 1 then null else $4 + step * $6 end as at,
    ${counts.join(',\n    ')},
    avg(v.waited_ms) filter (where ${answered.where})::float8 as "speedOfAnswerAvgMs",
    percentile_cont(0.9) within group (order by v.waited_ms) filter (where ${answered.where}) as "speedOfAnswerP90Ms",
    max(coalesce(v.waited_ms, $2 - v.entered_at)) filter (where ${offered.where}) as "longestWaitMs",
    avg(l.talk_ms + l.wrap_ms) filter (where ${handled.where})::float8 as "handleAvgMs",
    avg(l.talk_ms - l.held_ms) filter (where ${handled.where})::float8 as "talkAvgMs",
    avg(l.held_ms) filter (where ${handled.where})::float8 as "holdAvgMs",
    avg(l.wrap_ms) filter (where ${handled.where})::float8 as "wrapAvgMs"
  from ${QUEUE_ROWS}, lateral (select (v.entered_at - $4) / $6 as step) b
  where v.tenant = $1 and v.entered_at >= $4 and v.entered_at < $5
  group by grouping sets ((v.queue_id, step), (v.queue_id), ())
  order by 1 nulls last, 2 nulls last`;

/** Rows by queue and interval, by queue, and (both null) of everything. */
export async function queueFigures(tx: Tx, tenant: string, r: Range): Promise<Row<QueueFigures>[]> {
  const { rows } = await tx.query<Row<QueueFigures>>(SQL, [tenant, r.now, r.shortAbandonMs, r.from, r.to, r.stepMs]);
  return rows.map((row) => ({
    ...row,
    serviceLevel: serviceLevelOf(row),
    abandonRate: ratio(row.abandoned, row.offered),
  }));
}
