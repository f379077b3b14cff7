import { SchemaMigration, tenantTable } from '#common/db/migration.js';

/** What somebody wrote when she asked to be called back, sealed with her key. */
export class CallbackContext1700000000004 extends SchemaMigration {
  up_ = [
    ...tenantTable(
      'callback_context',
      `ticket_id uuid not null, sealed_for uuid not null, text bytea not null,
       verified boolean not null, at bigint not null, primary key (tenant, ticket_id)`,
    ),
    'create index callback_context_sealed on callback_context (tenant, sealed_for)',
  ];
  down_ = ['drop table callback_context'];
}
