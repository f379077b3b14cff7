import { SchemaMigration, tenantTable } from '#common/db/migration.js';

/** What each version changed, whole items before and after: an earlier set-up is the present one with these undone. */
export class Versions1700000000003 extends SchemaMigration {
  up_ = [
    `alter table users add column work jsonb not null default '{}'`,
    ...tenantTable(
      'config_version',
      `version bigint not null, at bigint not null, by_user uuid, how text not null, comment text not null,
       return_to bigint, changes jsonb not null, primary key (tenant, version)`,
    ),
  ];
  down_ = ['drop table config_version', 'alter table users drop column work'];
}
