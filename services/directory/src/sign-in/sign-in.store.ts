import type { SiteUser } from '#common/auth/decorators.js';
import type { Role } from '#common/contracts/words.js';
import type { Tx } from '#common/db/database.js';

/** What a sign-in needs to know of a user. */
export interface Account {
  readonly id: string;
  readonly name: string;
  readonly roles: Role[];
  readonly password: string;
  readonly disabled: boolean;
}

export async function accountByName(tx: Tx, userName: string): Promise<Account | undefined> {
  const { rows } = await tx.query<Account>(
    'select id, display_name as name, roles, password, disabled from users where lower(user_name) = lower($1)',
    [userName],
  );
  return rows[0];
}

export interface RefreshRow extends Omit<Account, 'password'> {
  readonly session: string;
  readonly usedAt: number | null;
  readonly expiresAt: number;
  readonly endedAt: number | null;
}

/** The refresh token with its sign-in and user, locked, so that two uses of one token come one after the other. */
export async function lockRefresh(tx: Tx, hash: Buffer): Promise<RefreshRow | undefined> {
  const { rows } = await tx.query<RefreshRow>(
    `select u.id, u.display_name as name, u.roles, u.disabled, s.id as session, s.ended_at as "endedAt", r.used_at as "usedAt", r.expires_at as "expiresAt"
     from refresh_token r join sign_in s on s.id = r.sign_in join users u on u.id = s.user_id
     where r.hash = $1 for update of r, s`,
    [hash],
  );
  return rows[0];
}

export async function insertSignIn(tx: Tx, user: SiteUser, now: number, expiresAt: number): Promise<void> {
  await tx.query('insert into sign_in (tenant, id, user_id, started_at, expires_at) values ($1, $2, $3, $4, $5)', [
    user.tenant,
    user.session,
    user.id,
    now,
    expiresAt,
  ]);
}

export async function insertRefresh(tx: Tx, user: SiteUser, hash: Buffer, expiresAt: number): Promise<void> {
  await tx.query('insert into refresh_token (tenant, hash, sign_in, expires_at) values ($1, $2, $3, $4)', [
    user.tenant,
    hash,
    user.session,
    expiresAt,
  ]);
  await tx.query('update sign_in set expires_at = $2 where id = $1', [user.session, expiresAt]);
}

export const markUsed = (tx: Tx, hash: Buffer, now: number) =>
  tx.query('update refresh_token set used_at = coalesce(used_at, $2) where hash = $1', [hash, now]);
