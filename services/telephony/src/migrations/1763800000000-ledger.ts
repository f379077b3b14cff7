import { foundation, foundationDown, SchemaMigration } from '#common/db/migration.js';

/** telephony keeps nothing in PostgreSQL but its ledger: what a call needs is on local disk. */
export class Ledger1763800000000 extends SchemaMigration {
  override up_ = foundation();
  override down_ = foundationDown;
}
