import { flag, int, oneOf, secretFile, str, url } from './fields.js';

/** The settings that services share, in groups to be spread into `defineConfig`. */
export const common = {
  http: {
    httpHost: str('SPILLWAY_HTTP_HOST', 'address to listen on', { default: '127.0.0.1' }),
    httpPort: int('SPILLWAY_HTTP_PORT', 'port for HTTP, health and metrics'),
    opsPort: int(
      'SPILLWAY_OPS_PORT',
      'port for health and metrics alone, which then are nowhere else: for services that strangers reach',
      { optional: true },
    ),
    opsHost: str('SPILLWAY_OPS_HOST', 'address to listen on with that port', { default: '127.0.0.1' }),
    logLevel: oneOf('SPILLWAY_LOG', 'least level that is logged', ['debug', 'info', 'warn', 'error'], {
      default: 'info',
    }),
    place: str('SPILLWAY_PLACE', 'where this process runs: site, or the name of a cloud', { default: 'site' }),
    otlpUrl: url('SPILLWAY_OTLP_URL', 'where traces go, OTLP over HTTP, for example http://127.0.0.1:4318/v1/traces', {
      optional: true,
    }),
    instance: str('SPILLWAY_INSTANCE', 'name of this process among its replicas, stable over restarts', {
      default: '0',
    }),
  },
  database: {
    databaseUrl: url('SPILLWAY_DATABASE_URL', 'PostgreSQL, with a role of this service alone', { secret: true }),
    databasePassword: secretFile('SPILLWAY_DATABASE_PASSWORD_FILE', 'its password, when the URL has none', {
      optional: true,
    }),
    databasePool: int('SPILLWAY_DATABASE_POOL', 'connections at the most', { default: 6 }),
    tenant: str('SPILLWAY_TENANT', 'the one tenant that this installation serves (docs/architecture.md)', {
      default: 'main',
    }),
  },
  bus: {
    natsUrl: url('SPILLWAY_NATS_URL', 'the site’s NATS'),
    natsUser: str('SPILLWAY_NATS_USER', 'user in account SITE'),
    natsPassword: secretFile('SPILLWAY_NATS_PASSWORD_FILE', 'its password'),
  },
  edgeBus: {
    edgeNatsUrl: url('SPILLWAY_EDGE_NATS_URL', 'the place’s NATS'),
    edgeNatsUser: str('SPILLWAY_EDGE_NATS_USER', 'user in the place’s edge account'),
    edgeNatsPassword: secretFile('SPILLWAY_EDGE_NATS_PASSWORD_FILE', 'its password'),
  },
  auth: {
    tokenPublicKeys: secretFile(
      'SPILLWAY_TOKEN_PUBLIC_KEYS_FILE',
      'JWKS with the public keys that sign-ins are verified with',
    ),
  },
  witness: {
    witnessDays: int(
      'SPILLWAY_WITNESS_DAYS',
      'Asterisk’s own records of calls (CDR, CEL) are deleted after so many days',
      {
        default: 30,
      },
    ),
    witnessFileMb: int(
      'SPILLWAY_WITNESS_FILE_MB',
      'a file of them is turned over each day (UTC), and earlier when it is larger than this (MiB)',
      { default: 64 },
    ),
  },
  demo: { demo: flag('SPILLWAY_DEMO', 'fill an empty installation with demonstration data', { default: false }) },
};
