import { ensureRoles } from './postgres-roles.mjs';
import { secretsIn } from './secrets.mjs';

const OLDEST = 15;

/**
 * A PostgreSQL that somebody else runs, named by SPILLWAY_POSTGRES_ADMIN_URL (database `postgres`, a role that may create
 * roles and databases). We make our database, roles and schemas there and leave the server alone.
 * @param {string} adminUrl
 * @param {string} secretsDir
 */
export async function useServer(adminUrl, secretsDir) {
  const secrets = secretsIn(secretsDir);
  const file = (/** @type {string} */ service) => `postgresql-spillway_${service}.password`;
  await ensureRoles(adminUrl, (role) => secrets.password(`postgresql-${role}.password`));
  const { default: pg } = await import('pg');
  const client = new pg.Client(adminUrl);
  await client.connect();
  const version = (await client.query('show server_version')).rows[0].server_version.split(' ')[0];
  await client.end();
  if (Number.parseInt(version, 10) < OLDEST)
    throw new Error(`SPILLWAY_POSTGRES_ADMIN_URL leads to PostgreSQL ${version}; ${OLDEST} or newer is needed.`);
  /** @param {string} service @param {boolean} [secret] */
  const address = (service, secret) => {
    const url = new URL(adminUrl);
    url.pathname = '/spillway';
    url.username = `spillway_${service}`;
    url.password = secret ? secrets.password(file(service)) : '';
    return url.href;
  };
  const admin = new URL(adminUrl);
  admin.pathname = '/spillway';
  return {
    name: /** @type {const} */ ('postgresql'),
    version,
    port: Number(admin.port || 5432),
    adminUrl: admin.href,
    url: (/** @type {string} */ service) => address(service, true),
    addressOf: (/** @type {string} */ service) => address(service),
    passwordFile: (/** @type {string} */ service) => secrets.file(file(service)),
    daemon: NOT_OURS,
    stop: async () => {},
  };
}

/** @type {import('./daemon.mjs').Daemon} what stands for a process that we neither start nor end */
const NOT_OURS = {
  name: 'PostgreSQL',
  pid: 0,
  log: '',
  exited: new Promise(() => {}),
  alive: () => true,
  kill: () => {},
  stop: async () => ({ code: 0, signal: null }),
};
