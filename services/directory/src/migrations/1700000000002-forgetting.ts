import { SchemaMigration } from '#common/db/migration.js';

/** What is over is found by its time, and a sign-in's tokens by the sign-in when it goes. */
export class Forgetting1700000000002 extends SchemaMigration {
  up_ = [
    'create index refresh_token_expires on refresh_token (tenant, expires_at)',
    'create index refresh_token_sign_in on refresh_token (tenant, sign_in)',
  ];
  down_ = ['drop index refresh_token_sign_in', 'drop index refresh_token_expires'];
}
