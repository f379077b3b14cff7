import { SchemaMigration } from '#common/db/migration.js';

/** A report reads a day and the week before it, however many years are kept. */
export class AgentChangesByTime1763900000000 extends SchemaMigration {
  up_ = ['create index agent_change_time on agent_change (tenant, at)'];
  down_ = ['drop index agent_change_time'];
}
