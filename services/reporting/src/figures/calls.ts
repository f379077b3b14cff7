import type { Tx } from '#common/db/database.js';
import {
  AGENT_FIGURES,
  AGENT_ROWS,
  type AgentFigure,
  CONTACT_FIGURES,
  CONTACT_ROWS,
  type ContactFigure,
  type Figure,
  QUEUE_FIGURES,
  QUEUE_ROWS,
  type QueueFigure,
} from './figures.js';

/** The calls behind one figure. `key` is the queue or agent; without one, all of them. */
export interface CallsQuery {
  by: 'queue' | 'agent' | 'contact';
  figure: string;
  key?: string | undefined;
  phase?: string | undefined;
  cause?: string | undefined;
  from: number;
  to: number;
  limit: number;
  offset: number;
}

/** One line of the list. Times and durations in ms; null where it does not apply or is not known. */
export interface CallRow {
  interactionId: string;
  at: number;
  queueId: string | null;
  agentId: string | null;
  outcome: string | null;
  waitedMs: number | null;
  talkMs: number | null;
  heldMs: number | null;
  wrapMs: number | null;
  entry: string | null;
  endPhase: string | null;
  endCause: string | null;
}

const SOURCES = {
  queue: {
    figures: QUEUE_FIGURES as Record<QueueFigure, Figure>,
    rows: QUEUE_ROWS,
    at: 'v.entered_at',
    key: 'v.queue_id',
    id: 'v.interaction_id',
    row: 'v',
    tenant: 'v.tenant',
    columns: 'v.queue_id as "queueId", l.agent_id as "agentId", v.outcome, v.waited_ms as "waitedMs"',
    leg: true,
    extra: 'v.n',
  },
  agent: {
    figures: AGENT_FIGURES as Record<AgentFigure, Figure>,
    rows: AGENT_ROWS,
    at: 'l.offered_at',
    key: 'l.agent_id::text',
    id: 'l.interaction_id',
    row: 'l',
    tenant: 'l.tenant',
    columns: 'l.queue_id as "queueId", l.agent_id as "agentId", l.outcome, l.rang_ms as "waitedMs"',
    leg: true,
    extra: 'l.reservation_id',
  },
  contact: {
    figures: CONTACT_FIGURES as Record<ContactFigure, Figure>,
    rows: CONTACT_ROWS,
    at: 'c.started_at',
    key: 'c.entry',
    id: 'c.interaction_id',
    row: 'c',
    tenant: 'c.tenant',
    columns: 'null::text as "queueId", null::uuid as "agentId", c.end_cause as outcome, null::bigint as "waitedMs"',
    leg: false,
    extra: 'c.interaction_id',
  },
} as const;

export const isFigure = (by: CallsQuery['by'], figure: string): boolean => Object.hasOwn(SOURCES[by].figures, figure);

/** How many there are (the figure itself, by the same condition) and one page of them, oldest first. */
export async function calls(
  tx: Tx,
  tenant: string,
  q: CallsQuery,
  shortAbandonMs: number,
): Promise<{ count: number; calls: CallRow[] }> {
  const s = SOURCES[q.by];
  const { where } = (s.figures as Record<string, Figure>)[q.figure]!;
  const legColumns = s.leg
    ? 'l.talk_ms as "talkMs", l.held_ms as "heldMs", l.wrap_ms as "wrapMs"'
    : 'null::bigint as "talkMs", null::bigint as "heldMs", null::bigint as "wrapMs"';
  // Every parameter is named once so that PostgreSQL knows its type, whichever the figure's condition uses.
  const found = `
    select ${s.id} as "interactionId", ${s.at} as at, ${s.columns}, ${legColumns},
      i.entry, i.end_phase as "endPhase", i.end_cause as "endCause", ${s.extra} as tie
    from ${s.rows}
    left join contact i on i.tenant = ${s.tenant} and i.interaction_id = ${s.id}
    where ${s.tenant} = $1 and ${s.at} >= $4 and ${s.at} < $5 and (${where})
      and ($2::text is null or ${s.key} = $2) and $3::bigint is not null
      and ($6::text is null or i.end_phase = $6) and ($7::text is null or i.end_cause = $7)
      ${q.by === 'agent' ? 'and l.agent_id is not null' : ''}`;
  const values = [tenant, q.key ?? null, shortAbandonMs, q.from, q.to, q.phase ?? null, q.cause ?? null];
  const count = await tx.query<{ n: number }>(`select count(*)::int as n from (${found}) f`, values);
  const page = await tx.query<CallRow & { tie: unknown }>(
    `${found} order by ${s.at}, ${s.id}, ${s.extra} limit ${q.limit} offset ${q.offset}`,
    values,
  );
  return { count: count.rows[0]!.n, calls: page.rows.map(({ tie: _, ...row }) => row) };
}
