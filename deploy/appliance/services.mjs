import { join } from 'node:path';

/**
 * @typedef {object} Context what the table below may draw on
 * @property {import('./settings.mjs').Settings} settings
 * @property {import('../engines/index.d.mts').Postgres} postgres
 * @property {import('../engines/index.d.mts').Nats} nats
 * @property {object[]} nodes Asterisk nodes as services see them
 * @property {(name: string) => string} secret path of a secret's file
 * @property {string} root the checkout
 *
 * @typedef {object} Service
 * @property {string} name
 * @property {number} port offset from the first port
 * @property {('database' | 'bus' | 'edge' | 'auth')[]} needs
 * @property {number} [ops] offset of the port for its health and metrics, which are not on the other then
 * @property {boolean} [open] listens where SPILLWAY_BIND says, instead of on loopback
 * @property {(context: Context) => Record<string, string>} [env]
 */

const nodes = (/** @type {Context} */ c) => ({ SPILLWAY_ASTERISK_NODES: JSON.stringify(c.nodes) });
// One each, so that neither can read what the other keeps.
const masterKey = (/** @type {Context} */ c, /** @type {string} */ service) => ({
  SPILLWAY_MASTER_KEY_FILE: c.secret(`${service}-master.key`),
});

/** @type {Service[]} in the order of starting; stopped in reverse */
export const SERVICES = [
  {
    name: 'directory',
    port: 16,
    needs: ['database', 'bus', 'auth'],
    env: ({ settings, secret }) => ({
      SPILLWAY_TOKEN_PRIVATE_KEY_FILE: secret('token-signing.pem'),
      SPILLWAY_GATEWAY_URL: `ws://${settings.publicHost}:${settings.port + 1}/desk`,
      SPILLWAY_DEMO: String(settings.demo),
      SPILLWAY_DEMO_SIGN_INS_FILE: secret('demo-sign-ins.json'),
    }),
  },
  { name: 'customers', port: 15, needs: ['database', 'bus', 'auth'], env: (c) => masterKey(c, 'customers') },
  { name: 'routing', port: 12, needs: ['database', 'bus', 'auth'] },
  {
    name: 'telephony',
    port: 11,
    needs: ['database', 'bus', 'auth'],
    env: (c) => ({
      ...nodes(c),
      SPILLWAY_TELEPHONY_DIR: join(c.settings.home, 'telephony'),
      ...(c.settings.trunkContact ? { SPILLWAY_TRUNK: 'trunk' } : {}),
    }),
  },
  {
    name: 'recording',
    port: 13,
    needs: ['database', 'bus', 'auth'],
    env: (c) => ({
      ...nodes(c),
      ...masterKey(c, 'recording'),
      SPILLWAY_RECORDING_DIR: join(c.settings.home, 'recordings'),
    }),
  },
  { name: 'reporting', port: 14, needs: ['database', 'bus', 'auth'] },
  { name: 'crossing', port: 17, needs: ['database', 'bus', 'edge'] },
  {
    name: 'agent',
    port: 1,
    ops: 21,
    needs: ['edge', 'auth'],
    open: true,
    env: ({ settings }) => ({ SPILLWAY_CONSOLE_ORIGINS: originsOf(settings, 'http', settings.port).join(',') }),
  },
  {
    name: 'console',
    port: 0,
    ops: 20,
    needs: [],
    open: true,
    env: ({ settings, nodes: all, root }) => ({
      SPILLWAY_SERVICE_URLS: JSON.stringify(
        Object.fromEntries(
          SERVICES.filter((s) => s.needs.includes('auth') && s.name !== 'agent').map((s) => [
            s.name,
            `http://127.0.0.1:${settings.port + s.port}`,
          ]),
        ),
      ),
      SPILLWAY_VOICE_URLS: JSON.stringify(
        Object.fromEntries(all.map((/** @type {any} */ node) => [node.id, node.wsUrl])),
      ),
      SPILLWAY_GATEWAY_ORIGINS: originsOf(settings, 'ws', settings.port + 1).join(' '),
      SPILLWAY_CONSOLE_WEB_DIR: join(root, 'dist/console-web'),
    }),
  },
];

/** @param {import('./settings.mjs').Settings} settings @param {string} scheme @param {number} port */
function originsOf(settings, scheme, port) {
  return [...new Set(['127.0.0.1', 'localhost', settings.publicHost])].map((host) => `${scheme}://${host}:${port}`);
}

/**
 * A service's whole environment.
 * @param {Service} service
 * @param {Context} context
 * @returns {Record<string, string>}
 */
export function environmentOf(service, context) {
  const { settings, postgres, nats, secret } = context;
  const { name, needs } = service;
  const edgeUser = name === 'crossing' ? 'crossing-edge' : name;
  return {
    SPILLWAY_SERVICE: name,
    SPILLWAY_PLACE: 'site',
    SPILLWAY_HOME: settings.home,
    SPILLWAY_HTTP_HOST: service.open ? settings.bind : '127.0.0.1',
    SPILLWAY_HTTP_PORT: String(settings.port + service.port),
    ...(service.ops ? { SPILLWAY_OPS_PORT: String(settings.port + service.ops) } : {}),
    ...(needs.includes('database')
      ? {
          SPILLWAY_DATABASE_URL: postgres.addressOf(name),
          SPILLWAY_DATABASE_PASSWORD_FILE: postgres.passwordFile(name),
          SPILLWAY_TENANT: settings.env.SPILLWAY_TENANT ?? 'main',
        }
      : {}),
    ...(needs.includes('bus')
      ? { SPILLWAY_NATS_URL: nats.url, SPILLWAY_NATS_USER: name, SPILLWAY_NATS_PASSWORD_FILE: nats.passwordFile(name) }
      : {}),
    ...(needs.includes('edge')
      ? {
          SPILLWAY_EDGE_NATS_URL: nats.url,
          SPILLWAY_EDGE_NATS_USER: edgeUser,
          SPILLWAY_EDGE_NATS_PASSWORD_FILE: nats.edgePasswordFile(edgeUser),
        }
      : {}),
    ...(needs.includes('auth') ? { SPILLWAY_TOKEN_PUBLIC_KEYS_FILE: secret('token-keys.json') } : {}),
    ...service.env?.(context),
  };
}
