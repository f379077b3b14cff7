import { SchemaMigration } from '#common/db/migration.js';

export class Commands1700000000002 extends SchemaMigration {
  up_ = [
    // What telephony had not acknowledged yet at the last batch: a writer that is killed after it leaves nothing unsaid.
    `alter table writer add column commands jsonb not null default '[]'`,
  ];
  down_ = ['alter table writer drop column commands'];
}
