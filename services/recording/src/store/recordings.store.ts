import type { Tx } from '#common/db/database.js';
import type { Segment } from '../segment/segment.js';

/** A place in the tenant's chain. */
export interface Link {
  readonly seq: number;
  readonly hash: Buffer;
}

/** Columns that stand once the row is made, with their types. */
const GIVEN = {
  id: 'uuid',
  interaction_id: 'uuid',
  reservation_id: 'uuid',
  node: 'text',
  channel: 'text',
  reason: 'text',
  notice: 'text',
  notice_at: 'bigint',
  started_at: 'bigint',
  delete_at: 'bigint',
};
/** What a later telling may change. */
const CHANGES = {
  state: 'text',
  missing: 'text',
  ended_at: 'bigint',
  masks: 'jsonb',
  file: 'text',
  bytes: 'bigint',
  sha256: 'bytea',
  duration_ms: 'bigint',
  repaired: 'boolean',
  caller_ms: 'bigint',
  agent_ms: 'bigint',
  points: 'bytea',
  wrapped_key: 'bytea',
  master_key: 'text',
};
/** What is kept once it is known: whose talk it was, and the place in the chain. */
const KEPT = { agent_id: 'uuid', queue_id: 'text', chain_seq: 'bigint', chain: 'bytea' };

const COLUMNS = { ...GIVEN, ...CHANGES, ...KEPT };
const NAMES = Object.keys(COLUMNS);
const FROM_TALK = new Set(['agent_id', 'queue_id']);

const UPSERT = `
  insert into recording (tenant, ${NAMES.join(', ')})
  select $1, ${NAMES.map((name) => (FROM_TALK.has(name) ? `coalesce(s.${name}, t.${name})` : `s.${name}`)).join(', ')}
  from jsonb_to_recordset($2::jsonb) as s(${Object.entries(COLUMNS)
    .map((column) => column.join(' '))
    .join(', ')})
  left join talk t on t.tenant = $1 and t.reservation_id = s.reservation_id
  order by s.id
  on conflict (tenant, id) do update set
    ${Object.keys(CHANGES)
      .map((name) => `${name} = excluded.${name}`)
      .join(', ')},
    ${Object.keys(KEPT)
      .map((name) => `${name} = coalesce(recording.${name}, excluded.${name})`)
      .join(', ')}
  where recording.deleted_at is null`;

/** Writes how segments stand. `links` are the places in the chain that are taken now. */
export async function saveRecordings(
  tx: Tx,
  tenant: string,
  segments: readonly Segment[],
  links: ReadonlyMap<string, Link>,
): Promise<void> {
  // The last word on a segment that is told of twice: one statement cannot change a row twice.
  const once = new Map(segments.map((s) => [s.id, s]));
  await tx.query(UPSERT, [tenant, JSON.stringify([...once.values()].map((s) => rowOf(s, links.get(s.id))))]);
}

function rowOf(s: Segment, link: Link | undefined): Record<string, unknown> {
  const f = s.sealed;
  return {
    id: s.id,
    interaction_id: s.interactionId,
    reservation_id: s.reservationId,
    node: s.node,
    channel: s.channel,
    reason: s.reason,
    notice: s.notice,
    notice_at: s.noticeAt,
    started_at: s.startedAt,
    delete_at: s.deleteAt,
    state: s.state,
    missing: s.missing,
    ended_at: s.endedAt,
    masks: s.masks,
    file: f?.file,
    bytes: f?.bytes,
    sha256: f && bytea(Buffer.from(f.sha256, 'hex')),
    duration_ms: f?.durationMs,
    repaired: f?.repaired,
    caller_ms: f?.callerMs,
    agent_ms: f?.agentMs,
    points: f && bytea(Buffer.from(f.points, 'base64')),
    wrapped_key: f && bytea(Buffer.from(f.wrappedKey, 'base64')),
    master_key: f?.masterKey,
    agent_id: s.agentId,
    queue_id: s.queueId,
    chain_seq: link?.seq,
    chain: link && bytea(link.hash),
  };
}

/** PostgreSQL's text form of bytes. */
const bytea = (bytes: Buffer): string => `\\x${bytes.toString('hex')}`;
