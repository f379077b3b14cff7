import type { EndCause } from '#common/contracts/words.js';
import type { Tx } from '#common/db/database.js';

type ContactColumn =
  | 'customer_id'
  | 'medium'
  | 'direction'
  | 'queue_id'
  | 'started_at'
  | 'ended_at'
  | 'answered'
  | 'left_line'
  | 'end_phase'
  | 'end_cause';
type HandlingColumn = 'agent_id' | 'queue_id' | 'accepted_at' | 'completed_at' | 'disposition_id';

/** Sets what is known of a contact, whether or not it was heard of before; nothing known is overwritten by nothing. */
export const touchContact = (
  tx: Tx,
  tenant: string,
  interactionId: string,
  known: Partial<Record<ContactColumn, unknown>>,
) => upsert(tx, 'contact', { tenant, interaction_id: interactionId }, known);

export const touchHandling = (
  tx: Tx,
  tenant: string,
  reservationId: string,
  interactionId: string,
  known: Partial<Record<HandlingColumn, unknown>>,
) => upsert(tx, 'handling', { tenant, reservation_id: reservationId }, { interaction_id: interactionId, ...known });

/** Column names come from the types above, never from outside. */
async function upsert(
  tx: Tx,
  table: string,
  key: Record<string, unknown>,
  known: Record<string, unknown>,
): Promise<void> {
  const columns = Object.keys(known).filter((c) => known[c] !== null && known[c] !== undefined);
  const all = { ...key, ...Object.fromEntries(columns.map((c) => [c, known[c]])) };
  const names = Object.keys(all);
  await tx.query(
    `insert into ${table} (${names.join(', ')}) values (${names.map((_, i) => `$${i + 1}`).join(', ')})
     on conflict (${Object.keys(key).join(', ')}) do ${columns.length ? `update set ${columns.map((c) => `${c} = excluded.${c}`).join(', ')}` : 'nothing'}`,
    Object.values(all),
  );
}

/** A contact with the last colleague who had it and the last note about it. */
export interface PastContact {
  interactionId: string;
  startedAt: number | null;
  endedAt: number | null;
  direction: string;
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
    `select c.interaction_id as "interactionId", c.started_at as "startedAt", c.ended_at as "endedAt", c.direction, c.medium,
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
