import type { SiteUser } from '#common/auth/decorators.js';
import type { Tx } from '#common/db/database.js';

export interface Desk {
  readonly session: string;
  readonly place: string;
  readonly epoch: number;
}

/** The next epoch of a user's desktop. It never falls, also over sign-outs, so that whoever remembers one can refuse all older ones. */
export async function nextEpoch(tx: Tx, userId: string): Promise<number> {
  const { rows } = await tx.query<{ epoch: number }>(
    'update users set desk_epoch = desk_epoch + 1 where id = $1 returning desk_epoch as epoch',
    [userId],
  );
  return rows[0]!.epoch;
}

/** The user's one desktop now belongs to this sign-in. */
export async function takeOver(tx: Tx, user: SiteUser, place: string, epoch: number): Promise<Desk | undefined> {
  const { rows } = await tx.query<Desk>(
    `update desk_session set sign_in = $2, place = $3, epoch = $4 where user_id = $1 and ended_at is null returning session, place, epoch`,
    [user.id, user.session, place, epoch],
  );
  return rows[0];
}

export async function insertDesk(tx: Tx, user: SiteUser, desk: Desk, now: number): Promise<void> {
  await tx.query(
    'insert into desk_session (tenant, session, user_id, sign_in, place, epoch, started_at) values ($1, $2, $3, $4, $5, $6, $7)',
    [user.tenant, desk.session, user.id, user.session, desk.place, desk.epoch, now],
  );
  await tx.query('insert into desk_session_tenant values ($1, $2)', [desk.session, user.tenant]);
}

export async function findDesk(tx: Tx, session: string) {
  const { rows } = await tx.query<Desk & { agentId: string; signIn: string }>(
    'select session, place, epoch, user_id as "agentId", sign_in as "signIn" from desk_session where session = $1 and ended_at is null',
    [session],
  );
  return rows[0];
}
