import type { Tx } from '#common/db/database.js';
import type { ListedUser, UserForm } from './user.js';

const COLUMNS =
  'id, user_name as "user", display_name as name, roles, team, skills, languages, phone_uri as "phoneUri", disabled';

export async function listUsers(tx: Tx): Promise<ListedUser[]> {
  return (await tx.query<ListedUser>(`select ${COLUMNS} from users order by lower(user_name)`)).rows;
}

export async function findUser(tx: Tx, id: string): Promise<ListedUser | undefined> {
  return (await tx.query<ListedUser>(`select ${COLUMNS} from users where id = $1`, [id])).rows[0];
}

/** Answers false when somebody has that user name. */
export async function insertUser(
  tx: Tx,
  tenant: string,
  id: string,
  u: UserForm,
  passwordHash: string,
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `insert into users (tenant, id, user_name, display_name, roles, team, skills, languages, phone_uri, disabled, password)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict do nothing`,
    [
      tenant,
      id,
      u.user,
      u.name,
      u.roles,
      u.team,
      JSON.stringify(u.skills),
      u.languages,
      u.phoneUri,
      u.disabled,
      passwordHash,
    ],
  );
  return rowCount === 1;
}

export async function updateUser(tx: Tx, id: string, u: UserForm, passwordHash: string | null): Promise<void> {
  await tx.query(
    `update users set user_name = $2, display_name = $3, roles = $4, team = $5, skills = $6, languages = $7, phone_uri = $8, disabled = $9,
       password = coalesce($10, password) where id = $1`,
    [id, u.user, u.name, u.roles, u.team, JSON.stringify(u.skills), u.languages, u.phoneUri, u.disabled, passwordHash],
  );
}

export async function nameTaken(tx: Tx, user: string, exceptId: string): Promise<boolean> {
  const { rows } = await tx.query('select 1 from users where lower(user_name) = lower($1) and id <> $2', [
    user,
    exceptId,
  ]);
  return rows.length > 0;
}
