import type { Tx } from '../db/database.js';
import { subjectOf } from './row.js';
import { KEPT_MS, type Stream } from './stream.js';

/** A place in a service's ledger, which is in commit order. */
export interface Position {
  readonly xid: string;
  readonly ord: number;
}
type Told = Position & { id: string; tenant: string; type: string; at: number };

/**
 * From where facts must be told again, because the stream has not got what was given to it: a crash of its machine takes its
 * last seconds, and its files may be gone altogether. Facts go there in order, so it has lost an end or everything.
 * @param another it is known to be another stream than the one that was told so far
 */
export async function whatIsLost(
  tx: Tx,
  stream: Pick<Stream, 'last'>,
  another: boolean,
  now: number,
): Promise<Position | undefined> {
  const { rows } = await tx.query<Told>(
    `select l.id, l.tenant, l.type, l.at, l.xid::text as xid, l.ord from ledger l, relay r
     where (l.xid, l.ord) <= (r.xid, r.ord) order by l.xid desc, l.ord desc limit 1`,
  );
  const told = rows[0];
  if (!told) return undefined;
  const id = another ? undefined : await stream.last(subjectOf(told));
  if (id === told.id) return undefined;
  const has = id && (await placeOf(tx, id));
  if (has) return has.before ? has : undefined;
  const since = now - KEPT_MS;
  // So old that the stream let go of it in good order, and nothing came after it.
  if (!another && told.at < since) return undefined;
  return oldestSince(tx, since);
}

async function placeOf(tx: Tx, id: string): Promise<(Position & { before: boolean }) | undefined> {
  const { rows } = await tx.query<Position & { before: boolean }>(
    `select l.xid::text as xid, l.ord, (l.xid, l.ord) < (r.xid, r.ord) as before from ledger l, relay r where l.id = $1`,
    [id],
  );
  return rows[0];
}

async function oldestSince(tx: Tx, since: number): Promise<Position | undefined> {
  const { rows } = await tx.query<Position>(
    `select l.xid::text as xid, l.ord - 1 as ord from ledger l, relay r
     where l.at >= $1 and (l.xid, l.ord) <= (r.xid, r.ord) order by l.xid, l.ord limit 1`,
    [since],
  );
  return rows[0];
}
