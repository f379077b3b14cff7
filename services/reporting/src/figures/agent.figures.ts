import type { Tx } from '#common/db/database.js';
import {
  type AgentChange,
  type AgentTime,
  addTime,
  noTime,
  occupancyOf,
  signedInOf,
  splitTime,
} from '../agents/occupancy.js';
import { AGENT_FIGURES, AGENT_ROWS, type AgentFigure, keyOf } from './figures.js';
import type { Range, Row } from './row.js';

type Key<F extends string> = F extends `${infer A}-${infer B}` ? `${A}${Capitalize<Key<B>>}` : F;
export type AgentCounts = { [F in AgentFigure as Key<F>]: number };
/** Durations in ms; null where nothing is known. */
export interface AgentFigures extends AgentCounts {
  speedOfAnswerAvgMs: number | null;
  handleAvgMs: number | null;
  talkAvgMs: number | null;
  holdAvgMs: number | null;
  wrapAvgMs: number | null;
  signedInMs: number | null;
  readyMs: number | null;
  occupancy: number | null;
}

const counts = Object.entries(AGENT_FIGURES).map(
  ([f, { where }]) => `count(*) filter (where ${where})::int as "${keyOf(f)}"`,
);
const { answered, handled } = AGENT_FIGURES;
const SQL = `
  select case when grouping(l.agent_id) = 1 then null else l.agent_id end as key,
    case when grouping(step) = 1 then null else $2 + step * $4 end as at,
    ${counts.join(',\n    ')},
    avg(l.rang_ms) filter (where ${answered.where})::float8 as "speedOfAnswerAvgMs",
    avg(l.talk_ms + l.wrap_ms) filter (where ${handled.where})::float8 as "handleAvgMs",
    avg(l.talk_ms - l.held_ms) filter (where ${handled.where})::float8 as "talkAvgMs",
    avg(l.held_ms) filter (where ${handled.where})::float8 as "holdAvgMs",
    avg(l.wrap_ms) filter (where ${handled.where})::float8 as "wrapAvgMs"
  from ${AGENT_ROWS}, lateral (select (l.offered_at - $2) / $4 as step) b
  where l.tenant = $1 and l.agent_id is not null and l.offered_at >= $2 and l.offered_at < $3
  group by grouping sets ((l.agent_id, step), (l.agent_id), ())`;

/** The last change of each kind before the range, and all within it. Nobody stays signed in for more than a week. */
const CHANGES = `
  select agent_id as "agentId", at, kind, value from (
    select agent_id, at, kind, value, hlc, row_number() over (partition by agent_id, kind, at < $2 order by hlc desc) as back
    from agent_change where tenant = $1 and at < $3 and at >= $2 - 7 * 86400000::bigint) c
  where at >= $2 or back = 1
  order by agent_id, hlc`;

/** Rows by agent and interval, by agent, and (both null) of everybody. */
export async function agentFigures(tx: Tx, tenant: string, r: Range): Promise<Row<AgentFigures>[]> {
  const legs = await tx.query<Row<AgentFigures>>(SQL, [tenant, r.from, r.to, r.stepMs]);
  const changes = await tx.query<AgentChange>(CHANGES, [tenant, r.from, r.to]);
  const times = timesOf(changes.rows, r);
  const rows = new Map(legs.rows.map((row) => [`${row.key}/${row.at}`, row]));
  for (const [id, { key, at }] of times) if (!rows.has(id)) rows.set(id, { key, at, ...nothing() });
  return [...rows]
    .map(([id, row]) => ({ ...row, ...timeFigures(times.get(id)?.time) }))
    .sort((a, b) => order(a.key, b.key) || order(a.at, b.at));
}

function timesOf(
  changes: AgentChange[],
  r: Range,
): Map<string, { key: string | null; at: number | null; time: AgentTime }> {
  const times = new Map<string, { key: string | null; at: number | null; time: AgentTime }>();
  const add = (key: string | null, at: number | null, time: AgentTime) => {
    const id = `${key}/${at}`;
    const entry = times.get(id) ?? { key, at, time: noTime() };
    addTime(entry.time, time);
    times.set(id, entry);
  };
  for (const [agentId, own] of Map.groupBy(changes, (c) => c.agentId))
    for (const [step, time] of splitTime(own, { from: r.from, to: r.to, stepMs: r.stepMs, until: r.now })) {
      add(agentId, r.from + step * r.stepMs, time);
      add(agentId, null, time);
      add(null, null, time);
    }
  return times;
}

const timeFigures = (time: AgentTime | undefined) => ({
  signedInMs: time ? signedInOf(time) : null,
  readyMs: time ? time.readyMs : null,
  occupancy: time ? occupancyOf(time) : null,
});

const nothing = (): AgentFigures => ({
  ...(Object.fromEntries(Object.keys(AGENT_FIGURES).map((f) => [keyOf(f), 0])) as AgentCounts),
  speedOfAnswerAvgMs: null,
  handleAvgMs: null,
  talkAvgMs: null,
  holdAvgMs: null,
  wrapAvgMs: null,
  signedInMs: null,
  readyMs: null,
  occupancy: null,
});

/** Null, the total, comes last. */
const order = (a: string | number | null, b: string | number | null): number =>
  a === b ? 0 : a === null ? 1 : b === null ? -1 : a < b ? -1 : 1;
