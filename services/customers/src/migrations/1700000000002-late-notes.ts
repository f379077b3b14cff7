import { SchemaMigration } from '#common/db/migration.js';

/** When wrap-up ended, so that a note may still be finished shortly after. */
export class LateNotes1700000000002 extends SchemaMigration {
  up_ = ['alter table handling add completed_at bigint'];
  down_ = ['alter table handling drop completed_at'];
}
