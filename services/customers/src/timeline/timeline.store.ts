import type { EndCause } from '#common/contracts/words.js';
import type { Tx } from '#common/db/database.js';

/** What is known of a contact; columns that are absent are not known. */
export interface ContactRow {
  readonly interaction_id: string;
  readonly customer_id?: string | null;
  readonly medium?: string;
  readonly direction?: string;
  readonly queue_id?: string | null;
  readonly started_at?: number;
  readonly ended_at?: number;
  readonly answered?: boolean;
  readonly left_line?: string;
  readonly end_phase?: string;
  readonly end_cause?: string;
}
/** What is known of an agent's part in a contact. */
export interface HandlingRow {
  readonly reservation_id: string;
  readonly interaction_id: string;
  readonly agent_id?: string | null;
  readonly queue_id?: string | null;
  readonly accepted_at?: number;
  readonly completed_at?: number;
  readonly disposition_id?: string | null;
}

const CONTACT = {
  customer_id: 'uuid',
  medium: 'text',
  direction: 'text',
  queue_id: 'text',
  started_at: 'bigint',
  ended_at: 'bigint',
  answered: 'boolean',
  left_line: 'text',
  end_phase: 'text',
  end_cause: 'text',
};
const HANDLING = {
  interaction_id: 'uuid',
  agent_id: 'uuid',
  queue_id: 'text',
  accepted_at: 'bigint',
  completed_at: 'bigint',
  disposition_id: 'text',
};

/** Rows that are not there are made first, so that a column's own default stands until something is known. */
const touch = (table: string, key: string, needed: string, columns: Record<string, string>) => {
  const rows = `jsonb_to_recordset($2::jsonb) as r(${[`${key} uuid`, ...Object.entries(columns).map((c) => c.join(' '))].join(', ')})`;
  const names = Object.keys(columns);
  return {
    make: `insert into ${table} (tenant, ${needed}) select $1, ${needed} from ${rows} order by ${key} on conflict do nothing`,
    fill: `update ${table} t set ${names.map((c) => `${c} = coalesce(r.${c}, t.${c})`).join(', ')}
      from ${rows} where t.tenant = $1 and t.${key} = r.${key}`,
  };
};
const TOUCH_CONTACT = touch('contact', 'interaction_id', 'interaction_id', CONTACT);
const TOUCH_HANDLING = touch('handling', 'reservation_id', 'reservation_id, interaction_id', HANDLING);

/** Sets what is known of contacts, whether or not they were heard of before; nothing known is overwritten by nothing. */
export const touchContacts = (tx: Tx, tenant: string, rows: readonly ContactRow[]) =>
  fill(tx, tenant, TOUCH_CONTACT, rows);
export const touchHandlings = (tx: Tx, tenant: string, rows: readonly HandlingRow[]) =>
  fill(tx, tenant, TOUCH_HANDLING, rows);

async function fill(tx: Tx, tenant: string, how: { make: string; fill: string }, rows: readonly object[]) {
  if (rows.length === 0) return;
  const values = [tenant, JSON.stringify(rows)];
  await Promise.all([tx.query(how.make, values), tx.query(how.fill, values)]);
}

/** Wrap-up ran out of time: what she had typed by then is her note. Answers how many there were. */
export async function keepDrafts(tx: Tx, reservations: readonly string[]): Promise<number> {
  if (reservations.length === 0) return 0;
  const { rowCount } = await tx.query(
    `with left_over as (delete from draft where reservation_id = any($1) returning reservation_id, agent_id, sealed_for, text, at)
     update handling h set note = l.text, note_by = l.agent_id, note_at = l.at, sealed_for = l.sealed_for
     from left_over l where h.reservation_id = l.reservation_id and h.note is null`,
    [reservations],
  );
  return rowCount ?? 0;
}

/** A contact with the last colleague who had it and the last note about it. */
export interface PastContact {
  interactionId: string;
  startedAt: number | null;
  endedAt: number | null;
  direction: string;
  numberFrom: string | null;
  medium: string;
  queueId: string | null;
  answered: boolean;
  leftLine: string | null;
  endCause: EndCause | null;
  agentId: string | null;
  dispositionId: string | null;
  note: Buffer | null;
  sealedFor: string | null;
}

export async function contactsOf(
  tx: Tx,
  customerId: string,
  except: string | null,
  limit: number,
): Promise<PastContact[]> {
  const { rows } = await tx.query<PastContact>(
    `select c.interaction_id as "interactionId", c.started_at as "startedAt", c.ended_at as "endedAt", c.direction,
       c.number_from as "numberFrom", c.medium,
       coalesce(last.queue_id, c.queue_id) as "queueId", c.answered, c.left_line as "leftLine", c.end_cause as "endCause",
       last.agent_id as "agentId", said.disposition_id as "dispositionId", said.note, said.sealed_for as "sealedFor"
     from contact c
     left join lateral (
       select agent_id, queue_id from handling h where h.interaction_id = c.interaction_id and h.agent_id is not null
       order by accepted_at desc nulls last limit 1) last on true
     left join lateral (
       select disposition_id, note, sealed_for from handling h
       where h.interaction_id = c.interaction_id and (h.disposition_id is not null or h.note is not null)
       order by coalesce(note_at, accepted_at) desc nulls last limit 1) said on true
     where c.customer_id = $1 and c.interaction_id is distinct from $2
     order by c.started_at desc nulls last, c.interaction_id limit $3`,
    [customerId, except, limit],
  );
  return rows;
}
