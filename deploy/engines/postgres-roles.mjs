import { WITH_DATABASE } from './members.mjs';

/**
 * A role and a schema a service, in the database `spillway`. Idempotent: runs at each start, so that a service that
 * came with an upgrade gets its own too.
 * @param {string} adminUrl of the database `postgres`
 * @param {(role: string) => string} password
 */
export async function ensureRoles(adminUrl, password) {
  const { default: pg } = await import('pg');
  const server = new pg.Client(adminUrl);
  await server.connect();
  try {
    const { rows } = await server.query("select 1 from pg_database where datname = 'spillway'");
    if (!rows.length) await server.query('create database spillway');
  } finally {
    await server.end();
  }
  const client = new pg.Client(adminUrl.replace(/\/postgres$/, '/spillway'));
  await client.connect();
  try {
    await client.query(
      WITH_DATABASE.map((service) => roleSql(client, service, password(`spillway_${service}`))).join('\n'),
    );
    await client.query('revoke all on schema public from public; revoke all on database spillway from public');
    const roles = WITH_DATABASE.map((service) => `spillway_${service}`).join(', ');
    await client.query(`grant connect, temporary on database spillway to ${roles}`);
  } finally {
    await client.end();
  }
}

/** @param {{ escapeLiteral: (text: string) => string }} sql @param {string} service @param {string} secret */
const roleSql = (sql, service, secret) => `
do $$ begin
  if not exists (select 1 from pg_roles where rolname = 'spillway_${service}') then
    create role spillway_${service} login nosuperuser nocreatedb nocreaterole nobypassrls;
  end if;
end $$;
alter role spillway_${service} password ${sql.escapeLiteral(secret)};
create schema if not exists ${service} authorization spillway_${service};
alter role spillway_${service} in database spillway set search_path = ${service};`;
