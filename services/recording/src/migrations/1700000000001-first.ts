import { foundation, foundationDown, SchemaMigration, tenantTable } from '#common/db/migration.js';

export class First1700000000001 extends SchemaMigration {
  up_ = [
    ...foundation(),
    ...tenantTable(
      'recording',
      `id uuid not null,
       interaction_id uuid not null, reservation_id uuid not null,
       agent_id uuid, queue_id text,
       node text not null, channel text not null,
       state text not null, missing text,
       reason text not null, notice text, notice_at bigint,
       started_at bigint not null, ended_at bigint, delete_at bigint not null,
       masks jsonb not null default '[]',
       file text, bytes bigint, sha256 bytea, duration_ms bigint, repaired boolean,
       caller_ms bigint, agent_ms bigint, points bytea,
       -- The key under the master key. Erased: the recording is gone, whatever copies of the file there are.
       wrapped_key bytea, master_key text,
       chain_seq bigint, chain bytea,
       deleted_at bigint,
       primary key (tenant, id)`,
    ),
    'create index recording_started on recording (tenant, started_at desc)',
    'create index recording_reservation on recording (tenant, reservation_id)',
    'create index recording_interaction on recording (tenant, interaction_id)',
    'create index recording_due on recording (tenant, delete_at) where deleted_at is null',
    // Each stored recording takes in the hash of the one before: one left out or changed afterwards shows.
    ...tenantTable('chain', 'seq bigint not null, hash bytea not null, primary key (tenant)'),
    ...tenantTable(
      'access',
      `id bigserial not null, recording_id uuid not null, user_id uuid not null, at bigint not null,
       what text not null, from_byte bigint, to_byte bigint,
       primary key (tenant, id),
       foreign key (tenant, recording_id) references recording (tenant, id)`,
    ),
    'create index access_recording on access (tenant, recording_id, at desc)',
    // What others' facts say of a talk: agent and queue for a segment that was found in Asterisk rather than told of.
    ...tenantTable(
      'talk',
      `reservation_id uuid not null, interaction_id uuid not null, agent_id uuid, queue_id text, primary key (tenant, reservation_id)`,
    ),
  ];
  down_ = ['talk', 'access', 'chain', 'recording'].map((table) => `drop table ${table}`).concat(foundationDown);
}
