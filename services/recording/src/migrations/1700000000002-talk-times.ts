import { SchemaMigration } from '#common/db/migration.js';

/** When a talk was, as telephony's facts say, and whether it is settled that it was recorded. Times in ms. */
export class TalkTimes1700000000002 extends SchemaMigration {
  up_ = [
    'alter table talk add column from_at bigint, add column to_at bigint, add column looked_at bigint',
    'create index talk_unlooked on talk (tenant, to_at) where looked_at is null',
  ];
  down_ = ['alter table talk drop column from_at, drop column to_at, drop column looked_at'];
}
