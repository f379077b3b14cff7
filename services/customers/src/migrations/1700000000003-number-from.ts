import { SchemaMigration } from '#common/db/migration.js';

/** Who says that the caller's number is hers; nothing for contacts of before, and for those that we began. */
export class NumberFrom1700000000003 extends SchemaMigration {
  up_ = ['alter table contact add number_from text'];
  down_ = ['alter table contact drop number_from'];
}
