import { foundation, foundationDown, SchemaMigration } from '#common/db/migration.js';

export class Init1763800000000 extends SchemaMigration {
  up_ = [
    ...foundation(),
    // Of no tenant: a message that does not parse says nothing reliable about whose it is.
    `create table refused (
       id bigint generated always as identity primary key,
       place text not null, direction text not null, contract text not null,
       reason text not null, issues text not null, bytes int not null, at timestamptz not null)`,
  ];
  down_ = ['drop table refused', ...foundationDown];
}
