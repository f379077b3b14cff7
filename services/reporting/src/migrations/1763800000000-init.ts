import { foundation, foundationDown, SchemaMigration, tenantTable } from '#common/db/migration.js';

/** Times are milliseconds since 1970; what is not known is null. */
export class Init1763800000000 extends SchemaMigration {
  up_ = [
    ...foundation(),
    ...tenantTable(
      'life',
      `id uuid not null, interaction_id uuid not null, hlc text not null, at bigint not null, type text not null,
       version int not null, owner text not null, aggregate text not null, seq bigint not null, cause uuid, data jsonb not null,
       primary key (tenant, id)`,
    ),
    'create index life_interaction on life (tenant, interaction_id, hlc)',
    `create index life_ticket on life (tenant, (data->>'byInteractionId')) where type = 'ticket.used'`,
    // Ids alone and short-lived, read across tenants like the inbox.
    `create table refold (tenant text not null, interaction_id uuid not null, marked timestamptz not null default clock_timestamp(),
       primary key (tenant, interaction_id))`,
    ...tenantTable(
      'contact',
      `interaction_id uuid not null, medium text, direction text, node text, entry text, language text,
       customer_id uuid, known boolean, started_at bigint, ended_at bigint, end_phase text, end_cause text,
       primary key (tenant, interaction_id)`,
    ),
    'create index contact_started on contact (tenant, started_at)',
    ...tenantTable(
      'visit',
      `interaction_id uuid not null, n int not null, queue_id text not null, entered_at bigint not null, left_at bigint,
       outcome text, waited_ms bigint, returned boolean not null, reservation_id uuid, primary key (tenant, interaction_id, n)`,
    ),
    'create index visit_entered on visit (tenant, entered_at)',
    ...tenantTable(
      'leg',
      `interaction_id uuid not null, reservation_id uuid not null, agent_id uuid, queue_id text, kind text,
       external boolean not null, from_reservation_id uuid, offered_at bigint not null, outcome text, reason text,
       accepted_at bigint, rang_ms bigint, talk_ms bigint, held_ms bigint, wrap_ms bigint, talk_ended_at bigint,
       end_reason text, completed_at bigint, disposition_id text, primary key (tenant, reservation_id)`,
    ),
    'create index leg_offered on leg (tenant, offered_at)',
    'create index leg_interaction on leg (tenant, interaction_id)',
    ...tenantTable(
      'agent_change',
      `id uuid not null, agent_id uuid not null, at bigint not null, hlc text not null, kind text not null, value text not null,
       primary key (tenant, id)`,
    ),
    'create index agent_change_at on agent_change (tenant, agent_id, hlc)',
    ...tenantTable(
      'queue_setting',
      'queue_id text not null, since bigint not null, service_level_ms bigint not null, primary key (tenant, queue_id, since)',
    ),
  ];
  down_ = ['queue_setting', 'agent_change', 'leg', 'visit', 'contact', 'refold', 'life']
    .map((t) => `drop table ${t}`)
    .concat(foundationDown);
}
