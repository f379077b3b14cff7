import { foundation, foundationDown, SchemaMigration, tenantTable } from '#common/db/migration.js';

export class First1700000000001 extends SchemaMigration {
  up_ = [
    ...foundation(),
    ...tenantTable(
      'customer',
      // wrapped_key null: erased. profile, note and text are sealed with that key.
      `id uuid not null,
       wrapped_key bytea, profile bytea, language text,
       first_interaction uuid not null,
       created_at bigint not null, erased_at bigint,
       primary key (tenant, id)`,
    ),
    ...tenantTable('identity', 'blind bytea not null, customer_id uuid not null, primary key (tenant, blind)'),
    'create index identity_customer on identity (tenant, customer_id)',
    ...tenantTable(
      'contact',
      `interaction_id uuid not null, customer_id uuid,
       medium text not null default 'voice', direction text not null default 'inbound',
       queue_id text, started_at bigint, ended_at bigint,
       answered boolean not null default false,
       left_line text, end_phase text, end_cause text,
       primary key (tenant, interaction_id)`,
    ),
    'create index contact_customer on contact (tenant, customer_id, started_at desc)',
    ...tenantTable(
      'handling',
      `reservation_id uuid not null, interaction_id uuid not null,
       agent_id uuid, queue_id text, accepted_at bigint,
       disposition_id text, note bytea, note_by uuid, note_at bigint, sealed_for uuid,
       primary key (tenant, reservation_id)`,
    ),
    'create index handling_interaction on handling (tenant, interaction_id)',
    'create index handling_sealed on handling (tenant, sealed_for)',
    ...tenantTable(
      'draft',
      `reservation_id uuid not null, agent_id uuid not null, sealed_for uuid not null,
       text bytea not null, at bigint not null,
       primary key (tenant, reservation_id)`,
    ),
    'create index draft_sealed on draft (tenant, sealed_for)',
    ...tenantTable(
      'vault_token',
      `place text not null, kind text not null, ref text not null, token text not null,
       primary key (tenant, place, kind, ref), unique (tenant, place, token)`,
    ),
  ];
  down_ = [
    ...['vault_token', 'draft', 'handling', 'contact', 'identity', 'customer'].map((table) => `drop table ${table}`),
    ...foundationDown,
  ];
}
