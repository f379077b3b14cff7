import type { Tx } from '#common/db/database.js';
import type { Segment } from '../segment/segment.js';

const COLUMNS = [
  'tenant',
  'id',
  'interaction_id',
  'reservation_id',
  'agent_id',
  'queue_id',
  'node',
  'channel',
  'state',
  'missing',
  'reason',
  'notice',
  'notice_at',
  'started_at',
  'ended_at',
  'delete_at',
  'masks',
  'file',
  'bytes',
  'sha256',
  'duration_ms',
  'repaired',
  'caller_ms',
  'agent_ms',
  'points',
  'wrapped_key',
  'master_key',
  'chain_seq',
  'chain',
] as const;
/** What a later telling may change. The place in the chain is kept once it is taken. */
const CHANGES = [
  'state',
  'missing',
  'ended_at',
  'masks',
  'file',
  'bytes',
  'sha256',
  'duration_ms',
  'repaired',
  'caller_ms',
  'agent_ms',
  'points',
  'wrapped_key',
  'master_key',
];

const UPSERT = `
  insert into recording (${COLUMNS.join(', ')})
  values (${COLUMNS.map((_, i) => `$${i + 1}`).join(', ')})
  on conflict (tenant, id) do update set
    ${CHANGES.map((column) => `${column} = excluded.${column}`).join(', ')},
    agent_id = coalesce(recording.agent_id, excluded.agent_id), queue_id = coalesce(recording.queue_id, excluded.queue_id),
    chain_seq = coalesce(recording.chain_seq, excluded.chain_seq), chain = coalesce(recording.chain, excluded.chain)
  where recording.deleted_at is null`;

/** Writes how a segment stands. `link` is its place in the chain, when it takes one now. */
export async function saveRecording(tx: Tx, s: Segment, link: { seq: number; hash: Buffer } | null): Promise<void> {
  const { rows } = await tx.query<{ agent_id: string | null; queue_id: string | null }>(
    'select agent_id, queue_id from talk where reservation_id = $1',
    [s.reservationId],
  );
  const f = s.sealed;
  const base64 = (text: string | undefined) => (text === undefined ? null : Buffer.from(text, 'base64'));
  await tx.query(UPSERT, [
    s.tenant,
    s.id,
    s.interactionId,
    s.reservationId,
    s.agentId ?? rows[0]?.agent_id,
    s.queueId ?? rows[0]?.queue_id,
    s.node,
    s.channel,
    s.state,
    s.missing,
    s.reason,
    s.notice,
    s.noticeAt,
    s.startedAt,
    s.endedAt,
    s.deleteAt,
    JSON.stringify(s.masks),
    f?.file,
    f?.bytes,
    f && Buffer.from(f.sha256, 'hex'),
    f?.durationMs,
    f?.repaired,
    f?.callerMs,
    f?.agentMs,
    base64(f?.points),
    base64(f?.wrappedKey),
    f?.masterKey,
    link?.seq,
    link?.hash,
  ]);
}
