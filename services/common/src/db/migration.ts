import type { MigrationInterface, QueryRunner } from 'typeorm';

export type MigrationClass = new () => MigrationInterface;

/** A migration written as SQL. TypeORM orders migrations by the 13 digits that end the class name. */
export abstract class SchemaMigration implements MigrationInterface {
  abstract up_: string[];
  abstract down_: string[];

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of this.up_) await runner.query(sql);
  }
  async down(runner: QueryRunner): Promise<void> {
    for (const sql of this.down_) await runner.query(sql);
  }
}

/** A table whose rows belong to a tenant: the column, row-level security, forced for the owner too. `columns` end the definition. */
export function tenantTable(name: string, columns: string, extraReader?: string): string[] {
  const own = `tenant = current_setting('spillway.tenant', true)`;
  return [
    `create table ${name} (tenant text not null, ${columns})`,
    `alter table ${name} enable row level security`,
    `alter table ${name} force row level security`,
    `create policy tenant_rows on ${name} using (${extraReader ? `${own} or ${extraReader}` : own}) with check (${own})`,
  ];
}

/** The tables that every service with a ledger has: ledger (= outbox), relay position, inbox, parked facts, leases. */
export const foundation = (): string[] => [
  ...tenantTable(
    'ledger',
    `id uuid primary key,
     xid xid8 not null default pg_current_xact_id(),
     ord bigserial not null,
     type text not null, version int not null,
     aggregate text not null, seq bigint not null,
     hlc text not null, at bigint not null,
     cause uuid, interaction_id uuid,
     data jsonb not null,
     unique (tenant, aggregate, seq)`,
    `current_setting('spillway.relay', true) = 'on'`,
  ),
  'create index ledger_order on ledger (xid, ord)',
  'create index ledger_interaction on ledger (interaction_id) where interaction_id is not null',
  `create function ledger_is_append_only() returns trigger language plpgsql as
   $$ begin raise exception 'the ledger is append-only'; end $$`,
  'create trigger append_only before update or delete on ledger for each row execute function ledger_is_append_only()',
  `create table relay (one boolean primary key default true check (one), xid xid8 not null default '0', ord bigint not null default 0)`,
  'insert into relay default values',
  'create table inbox (tenant text not null, aggregate text not null, seq bigint not null, primary key (tenant, aggregate))',
  `create table inbox_parked (id uuid primary key, envelope jsonb not null, reason text not null, at timestamptz not null default now())`,
  'create table lease (name text primary key, holder text not null, epoch bigint not null, expires_at timestamptz not null)',
];
export const foundationDown = [
  'drop table lease',
  'drop table inbox_parked',
  'drop table inbox',
  'drop table relay',
  'drop table ledger',
  'drop function ledger_is_append_only',
];
