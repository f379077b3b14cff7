import type { Tx } from '#common/db/database.js';
import { emptySetup, type Kind, type Setup } from './setup.js';

/** The version of the tenant's configuration, locked: changes come one after the other. */
export async function lockVersion(tx: Tx, tenant: string): Promise<number> {
  await tx.query('insert into config (tenant, version) values ($1, 0) on conflict do nothing', [tenant]);
  const { rows } = await tx.query<{ version: number }>('select version from config for update');
  return rows[0]!.version;
}

export async function readVersion(tx: Tx): Promise<number> {
  const { rows } = await tx.query<{ version: number }>('select version from config');
  return rows[0]?.version ?? 0;
}

export async function readSetup(tx: Tx): Promise<Setup> {
  const { rows } = await tx.query<{ kind: Kind; doc: never }>('select kind, doc from setup_item order by kind, id');
  const setup = Object.fromEntries(Object.keys(emptySetup).map((kind) => [kind, [] as unknown[]]));
  for (const { kind, doc } of rows) setup[kind]?.push(doc);
  return setup as unknown as Setup;
}

export const putItem = (tx: Tx, tenant: string, kind: Kind, id: string, item: unknown) =>
  tx.query(
    `insert into setup_item (tenant, kind, id, doc) values ($1, $2, $3, $4)
     on conflict (tenant, kind, id) do update set doc = excluded.doc`,
    [tenant, kind, id, JSON.stringify(item)],
  );

export const deleteItem = (tx: Tx, kind: Kind, id: string) =>
  tx.query('delete from setup_item where kind = $1 and id = $2', [kind, id]);
