import type { Tx } from '#common/db/database.js';
import { plays } from '../metrics.js';

export interface Access {
  readonly recordingId: string;
  readonly userId: string;
  readonly at: number;
  readonly what: 'details' | 'audio' | 'waveform' | 'accesses';
  readonly fromByte?: number;
  readonly toByte?: number;
}

/** Written in the same transaction as the reading: what cannot be logged is not given out. */
export async function logAccess(tx: Tx, tenant: string, access: Access): Promise<void> {
  plays.inc({ what: access.what });
  await tx.query(
    'insert into access (tenant, recording_id, user_id, at, what, from_byte, to_byte) values ($1, $2, $3, $4, $5, $6, $7)',
    [tenant, access.recordingId, access.userId, access.at, access.what, access.fromByte, access.toByte],
  );
}

export async function listAccesses(tx: Tx, recordingId: string): Promise<unknown[]> {
  const { rows } = await tx.query(
    `select user_id as "userId", at, what, from_byte as "fromByte", to_byte as "toByte"
     from access where recording_id = $1 order by at desc, id desc limit 1000`,
    [recordingId],
  );
  return rows;
}
