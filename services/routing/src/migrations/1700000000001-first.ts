import { foundation, foundationDown, SchemaMigration, tenantTable } from '#common/db/migration.js';

export class First1700000000001 extends SchemaMigration {
  up_ = [
    ...foundation(),
    // The state of the writer and nothing else: what happened stands in the ledger.
    ...tenantTable(
      'record',
      `kind text not null, id uuid not null, over_at bigint, body jsonb not null, primary key (tenant, kind, id)`,
    ),
    'alter table record set (fillfactor = 70)',
    'create index record_open on record (tenant, over_at)',
    // The last batch written; the next one names it, so that a late statement of a lost connection does nothing.
    ...tenantTable('writer', 'batch text not null, primary key (tenant)'),
    // directory's set-up as last heard, so that routing starts without directory.
    ...tenantTable('config', 'version bigint not null, body jsonb not null, primary key (tenant)'),
  ];
  down_ = ['drop table config', 'drop table writer', 'drop table record', ...foundationDown];
}
