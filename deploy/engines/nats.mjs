import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startDaemon, untilReady } from './daemon.mjs';
import { natsConfig } from './nats-config.mjs';
import { freePort } from './ports.mjs';
import { secretsIn } from './secrets.mjs';
import { ensureTree } from './tree.mjs';

/**
 * Starts NATS with the accounts SITE (JetStream), EDGE_SITE and SYS, and a user a service.
 * @param {object} options
 * @param {string} options.dir its data and configuration
 * @param {number} [options.port] a free one when absent
 * @param {number} [options.monitorPort] HTTP with /varz, /connz, /jsz, on loopback alone
 * @param {string} [options.host]
 * @param {string} [options.secretsDir]
 * @param {string} [options.log]
 * @param {import('./tree.mjs').Tree} [options.tree]
 * @returns {Promise<{ name: 'nats', version: string, port: number, monitorPort: number, url: string,
 *   password: (user: string) => string, passwordFile: (user: string) => string,
 *   edgePassword: (user: string) => string, edgePasswordFile: (user: string) => string,
 *   daemon: import('./daemon.mjs').Daemon, stop: () => Promise<unknown> }>}
 */
export async function startNats({
  dir,
  port,
  monitorPort,
  host = '127.0.0.1',
  secretsDir = join(dir, 'secrets'),
  log,
  tree,
}) {
  const engines = tree ?? (await ensureTree());
  const at = { port: port ?? (await freePort()), monitorPort: monitorPort ?? (await freePort()) };
  const secrets = secretsIn(secretsDir);
  /** @param {string} account @param {string} user */
  const name = (account, user) => `nats-${account}-${user}.password`;
  const password = (/** @type {string} */ account, /** @type {string} */ user) => secrets.password(name(account, user));
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const file = join(dir, 'nats.conf');
  writeFileSync(file, natsConfig({ host, ...at, storeDir: join(dir, 'jetstream'), password }), { mode: 0o600 });
  const daemon = startDaemon({
    name: 'NATS',
    command: { file: join(engines.root, 'usr/sbin/nats-server'), args: ['-c', file] },
    log: log ?? join(dir, 'nats.log'),
  });
  await untilReady(daemon, async () => (await fetch(`http://127.0.0.1:${at.monitorPort}/healthz`)).ok);
  return {
    name: 'nats',
    version: engines.versions['nats-server'],
    ...at,
    url: `nats://${host}:${at.port}`,
    password: (user) => password('site', user),
    passwordFile: (user) => secrets.file(name('site', user)),
    edgePassword: (user) => password('edge-site', user),
    edgePasswordFile: (user) => secrets.file(name('edge-site', user)),
    daemon,
    stop: () => daemon.stop(),
  };
}
