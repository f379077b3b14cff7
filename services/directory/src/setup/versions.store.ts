import type { Tx } from '#common/db/database.js';
import type { Change } from './diff.js';

/** How a version came about. */
export const MANNERS = ['change', 'people', 'import', 'return', 'first'] as const;
export type Manner = (typeof MANNERS)[number];

export interface Note {
  readonly how: Manner;
  readonly comment: string;
  /** The version that it brought back. */
  readonly returnTo: number | null;
}
export interface VersionRow extends Note {
  readonly version: number;
  /** ms since 1970. */
  readonly at: number;
  readonly by: string | null;
  readonly byName: string | null;
  /** How many items it changed. */
  readonly changed: number;
}

export const insertVersion = (
  tx: Tx,
  tenant: string,
  v: Note & { version: number; at: number; by: string | null; changes: readonly Change[] },
) =>
  tx.query(
    `insert into config_version (tenant, version, at, by_user, how, comment, return_to, changes)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [tenant, v.version, v.at, v.by, v.how, v.comment, v.returnTo, JSON.stringify(v.changes)],
  );

/** Newest first. @param before only versions older than this one */
export async function listVersions(tx: Tx, before: number, limit: number): Promise<VersionRow[]> {
  const { rows } = await tx.query<VersionRow>(
    `select v.version, v.at, v.by_user as by, u.display_name as "byName", v.how, v.comment, v.return_to as "returnTo",
       jsonb_array_length(v.changes) as changed
     from config_version v left join users u on u.tenant = v.tenant and u.id = v.by_user
     where v.version < $1 order by v.version desc limit $2`,
    [before, limit],
  );
  return rows;
}

/** What was changed after this version, oldest first; undefined when the record does not reach back so far. */
export async function changesSince(tx: Tx, version: number, now: number): Promise<Change[] | undefined> {
  const { rows } = await tx.query<{ version: number; changes: Change[] }>(
    'select version, changes from config_version where version > $1 order by version',
    [version],
  );
  return rows.length === now - version ? rows.flatMap((r) => r.changes) : undefined;
}

/** The oldest version that can still be seen and returned to. */
export async function oldestVersion(tx: Tx, now: number): Promise<number> {
  const { rows } = await tx.query<{ first: number | null }>('select min(version) - 1 as first from config_version');
  return rows[0]?.first ?? now;
}
