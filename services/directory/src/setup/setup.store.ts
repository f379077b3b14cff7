import type { Tx } from '#common/db/database.js';
import type { Change } from './diff.js';
import { type AgentWork, emptySetup, type Kind, type Setup, type Whole } from './setup.js';

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

type AgentRow = Pick<AgentWork, 'id' | 'team' | 'skills' | 'languages'> & { work: Partial<AgentWork> };
const AGENTS = `select id, team, skills, languages, work, phone_uri as "phoneUri" from users
  where 'agent' = any(roles) and not disabled order by id`;

/** Agents as routing knows them; `work` holds what is not a column. */
export async function readAgents(tx: Tx): Promise<(AgentWork & { phoneUri: string | null })[]> {
  const { rows } = await tx.query<AgentRow & { phoneUri: string | null }>(AGENTS);
  return rows.map(({ work, ...agent }) => ({ ...agent, ...work }));
}

/** Everything that has versions. */
export async function readWhole(tx: Tx): Promise<Whole> {
  const [setup, agents] = [await readSetup(tx), await readAgents(tx)];
  return { ...setup, agents: agents.map(({ phoneUri: _, ...agent }) => agent) };
}

export async function saveChanges(tx: Tx, tenant: string, changes: readonly Change[]): Promise<void> {
  for (const { part, id, after } of changes)
    if (part === 'agents') await saveAgent(tx, after as AgentWork);
    else if (after === null) await deleteItem(tx, part, id);
    else await putItem(tx, tenant, part, id, after);
}

const saveAgent = (tx: Tx, { id, team, skills, languages, ...work }: AgentWork) =>
  tx.query('update users set team = $2, skills = $3, languages = $4, work = $5 where id = $1', [
    id,
    team,
    JSON.stringify(skills),
    languages,
    JSON.stringify(work),
  ]);

/** User names of agents, by id and the other way round: documents name people so. */
export async function readUserNames(tx: Tx): Promise<{ nameOf: Map<string, string>; idOf: Map<string, string> }> {
  const { rows } = await tx.query<{ id: string; name: string }>(
    `select id, user_name as name from users where 'agent' = any(roles) and not disabled`,
  );
  return {
    nameOf: new Map(rows.map((r) => [r.id, r.name])),
    idOf: new Map(rows.map((r) => [r.name.toLowerCase(), r.id])),
  };
}
