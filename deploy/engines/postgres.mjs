import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startDaemon, untilReady } from './daemon.mjs';
import { freePort } from './ports.mjs';
import { initCluster, notRoot, postgresHome } from './postgres-cluster.mjs';
import { useServer } from './postgres-external.mjs';
import { ensureRoles } from './postgres-roles.mjs';
import { secretsIn } from './secrets.mjs';

/**
 * Starts PostgreSQL with the database `spillway`, and in it a role `spillway_<service>` and a schema `<service>` each.
 * @param {object} options
 * @param {string} options.dir its data
 * @param {number} [options.port] a free one when absent
 * @param {string} [options.secretsDir]
 * @param {string} [options.log]
 * @param {boolean} [options.durable] false for tests that never pull the plug: no fsync
 * @returns {Promise<{ name: 'postgresql', version: string, port: number, adminUrl: string, url: (service: string) => string,
 *   addressOf: (service: string) => string, passwordFile: (service: string) => string,
 *   daemon: import('./daemon.mjs').Daemon, stop: () => Promise<unknown> }>} `adminUrl` is the superuser's, of `spillway`
 */
export async function startPostgres({ dir, port, secretsDir = join(dir, 'secrets'), log, durable = true }) {
  const external = process.env.SPILLWAY_POSTGRES_ADMIN_URL;
  if (external) return useServer(external, secretsDir);
  const { bin, version } = postgresHome();
  const at = port ?? (await freePort());
  const data = join(dir, 'data');
  const secrets = secretsIn(secretsDir);
  const password = (/** @type {string} */ role) => secrets.password(`postgresql-${role}.password`);
  /** @param {string} role @param {string} database */
  const address = (role, database) => `postgres://${role}:${password(role)}@127.0.0.1:${at}/${database}`;
  await initCluster({ bin, data, password: password('spillway_admin') });
  const daemon = await startServer({ bin, data, args: settings(at, durable), log: log ?? join(dir, 'postgresql.log') });
  try {
    await ensureRoles(address('spillway_admin', 'postgres'), password);
  } catch (error) {
    await daemon.stop();
    throw error;
  }
  return {
    name: 'postgresql',
    version,
    port: at,
    adminUrl: address('spillway_admin', 'spillway'),
    url: (service) => address(`spillway_${service}`, 'spillway'),
    addressOf: (service) => `postgres://spillway_${service}@127.0.0.1:${at}/spillway`,
    passwordFile: (service) => secrets.file(`postgresql-spillway_${service}.password`),
    daemon,
    stop: () => daemon.stop(),
  };
}

const AGAIN_WITHIN_MS = 10_000;

/**
 * After a kill -9 the old server's children may live for a moment, and a new server refuses to share its memory with
 * them: then it is tried again.
 * @param {{ bin: string, data: string, args: string[], log: string }} options
 */
async function startServer({ bin, data, args, log }) {
  const deadline = Date.now() + AGAIN_WITHIN_MS;
  for (;;) {
    const daemon = startDaemon({
      name: 'PostgreSQL',
      command: { file: join(bin, 'postgres'), args: ['-D', data, ...args] },
      wrapper: notRoot(),
      log,
      // "Fast" shutdown: SIGTERM would wait for every client to leave by itself.
      stopSignal: 'SIGINT',
      patienceMs: 20_000,
    });
    try {
      await untilReady(daemon, async () => saysReady(join(data, 'postmaster.pid'), daemon.pid));
      return daemon;
    } catch (error) {
      if (daemon.alive() || Date.now() > deadline) throw error;
      await delay(200);
    }
  }
}

/** A killed server leaves its own file behind, which may well say "ready". @param {string} file @param {number} pid */
function saysReady(file, pid) {
  const lines = readFileSync(file, 'utf8').split('\n');
  return Number(lines[0]) === pid && lines[7]?.trim() === 'ready';
}

/** @param {number} port @param {boolean} durable */
function settings(port, durable) {
  const values = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: 200,
    shared_buffers: '64MB',
    max_wal_size: '256MB',
    // Short statements all of them: compiling any would cost more than it saves.
    jit: 'off',
    log_line_prefix: '%m [%p] %u ',
    log_lock_waits: 'on',
    idle_in_transaction_session_timeout: '60s',
    tcp_keepalives_idle: 5,
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}
