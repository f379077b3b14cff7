import { z } from 'zod';
import type { Tx } from '#common/db/database.js';
import { noSuchRecording } from './recording.errors.js';

const time = z.coerce.number().int().nonnegative();
/** Filters of the list; times in ms. */
export const listQuery = z.object({
  from: time.optional(),
  to: time.optional(),
  queue: z.string().max(80).optional(),
  agent: z.guid().optional(),
  interaction: z.guid().optional(),
  state: z.enum(['starting', 'recording', 'ended', 'sealed', 'missing', 'unwanted', 'deleted']).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
  offset: z.coerce.number().int().nonnegative().default(0),
});
export type ListQuery = z.infer<typeof listQuery>;

/** What the API tells of a recording; never its key, nor where its file lies. Times and durations in ms. */
const FIELDS = `id, interaction_id as "interactionId", reservation_id as "reservationId", agent_id as "agentId",
  queue_id as "queueId", node, case when deleted_at is null then state else 'deleted' end as state, missing, reason, notice,
  notice_at as "noticeAt", started_at as "startedAt", ended_at as "endedAt", duration_ms as "durationMs", bytes, repaired,
  caller_ms as "callerMs", agent_ms as "agentMs", masks, delete_at as "deleteAt", deleted_at as "deletedAt",
  encode(sha256, 'hex') as sha256, chain_seq as "chainSeq", encode(chain, 'hex') as chain`;

export async function listRecordings(tx: Tx, q: ListQuery): Promise<{ items: unknown[]; total: number }> {
  const where = `($1::bigint is null or started_at >= $1) and ($2::bigint is null or started_at < $2)
    and ($3::text is null or queue_id = $3) and ($4::uuid is null or agent_id = $4)
    and ($5::uuid is null or interaction_id = $5)
    and ($6::text is null or (case when deleted_at is null then state else 'deleted' end) = $6)`;
  const filters = [q.from, q.to, q.queue, q.agent, q.interaction, q.state];
  const { rows: count } = await tx.query<{ n: number }>(`select count(*) as n from recording where ${where}`, filters);
  const { rows: items } = await tx.query(
    `select ${FIELDS} from recording where ${where} order by started_at desc, id limit $7 offset $8`,
    [...filters, q.limit, q.offset],
  );
  return { items, total: count[0]!.n };
}

export async function getRecording(tx: Tx, id: string): Promise<Record<string, unknown>> {
  const { rows } = await tx.query(`select ${FIELDS} from recording where id = $1`, [id]);
  if (!rows[0]) throw noSuchRecording();
  return rows[0];
}

export interface Playable {
  readonly state: string;
  readonly file: string | null;
  readonly wrappedKey: Buffer | null;
  readonly masterKey: string | null;
  readonly points: Buffer | null;
  readonly durationMs: number | null;
}
export async function getPlayable(tx: Tx, id: string): Promise<Playable> {
  const { rows } = await tx.query<Playable>(
    `select case when deleted_at is null then state else 'deleted' end as state, file, wrapped_key as "wrappedKey",
       master_key as "masterKey", points, duration_ms as "durationMs" from recording where id = $1`,
    [id],
  );
  if (!rows[0]) throw noSuchRecording();
  return rows[0];
}
