import { foundation, foundationDown, SchemaMigration, tenantTable } from '#common/db/migration.js';

export class First1700000000001 extends SchemaMigration {
  up_ = [
    ...foundation(),
    ...tenantTable(
      'users',
      `id uuid not null,
       user_name text not null, display_name text not null,
       roles text[] not null, team text not null,
       skills jsonb not null default '{}', languages text[] not null default '{}',
       phone_uri text,
       password text not null,
       disabled boolean not null default false,
       desk_epoch bigint not null default 0,
       primary key (tenant, id)`,
    ),
    'create unique index users_name on users (tenant, lower(user_name))',
    ...tenantTable('config', `version bigint not null, primary key (tenant)`),
    ...tenantTable(
      'setup_item',
      `kind text not null, id text not null, doc jsonb not null, primary key (tenant, kind, id)`,
    ),
    ...tenantTable(
      'sign_in_attempt',
      `key bytea not null, failures int not null, last_at bigint not null, primary key (tenant, key)`,
    ),
    ...tenantTable(
      'sign_in',
      `id uuid not null, user_id uuid not null,
       started_at bigint not null, expires_at bigint not null,
       ended_at bigint, end_reason text,
       primary key (tenant, id),
       foreign key (tenant, user_id) references users (tenant, id)`,
    ),
    'create index sign_in_open on sign_in (tenant, expires_at) where ended_at is null',
    ...tenantTable(
      'refresh_token',
      `hash bytea not null, sign_in uuid not null,
       expires_at bigint not null, used_at bigint,
       primary key (tenant, hash),
       foreign key (tenant, sign_in) references sign_in (tenant, id) on delete cascade`,
    ),
    ...tenantTable(
      'desk_session',
      `session text not null, user_id uuid not null, sign_in uuid not null,
       place text not null, epoch bigint not null,
       started_at bigint not null, ended_at bigint,
       primary key (tenant, session),
       foreign key (tenant, user_id) references users (tenant, id)`,
    ),
    'create unique index desk_session_one on desk_session (tenant, user_id) where ended_at is null',
    // Without row-level security: a gateway's message names the session alone, and this is how its tenant is found.
    'create table desk_session_tenant (session text primary key, tenant text not null)',
  ];
  down_ = [
    ...[
      'desk_session_tenant',
      'desk_session',
      'refresh_token',
      'sign_in',
      'sign_in_attempt',
      'setup_item',
      'config',
      'users',
    ].map((table) => `drop table ${table}`),
    ...foundationDown,
  ];
}
