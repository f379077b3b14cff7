import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll } from '@jest/globals';
import pg from 'pg';
import { BusConnection } from '#common/bus/connection.js';
// The engines are plain modules: they also run before anything is built.
import { startNats } from '../deploy/engines/index.mjs';

export interface TestEngines {
  /** A database of this spec file alone, as the service’s own role. */
  databaseUrl(service: string): string;
  /** The same as superuser, to look behind row-level security. */
  adminUrl: string;
  natsUrl: string;
  natsPassword(user: string): string;
  edgeNatsPassword(user: string): string;
  /** An open connection to the SITE account, closed at the end. */
  connect(user: string): BusConnection;
  connectEdge(user: string): BusConnection;
  /** Stops or starts NATS, for tests of its absence. */
  nats: { stop(): Promise<unknown>; start(): Promise<unknown> };
  dir: string;
}

/** Real PostgreSQL and NATS for one spec file: `const engines = useEngines();`, filled before the first test. */
export function useEngines(): TestEngines {
  const engines = {} as TestEngines;
  const connections: BusConnection[] = [];
  let nats: Awaited<ReturnType<typeof startNats>>;
  const database = `t_${randomBytes(6).toString('hex')}`;
  const admin = process.env['SPILLWAY_TEST_PG_ADMIN']!;

  beforeAll(async () => {
    const dir = mkdtempSync(join(process.env['SPILLWAY_TEST_DIR']!, 'spec-'));
    await asAdmin(admin.replace(/\/[^/]+$/, '/postgres'), `create database ${database} template spillway`);
    const start = { dir: join(dir, 'nats') };
    nats = await startNats(start);
    const { port, monitorPort } = nats;
    const open = (user: string, password: string) => {
      const connection = new BusConnection({ url: nats.url, user, password, name: `test ${user}` });
      connection.open();
      connections.push(connection);
      return connection;
    };
    Object.assign(engines, {
      dir,
      adminUrl: admin.replace(/\/[^/]+$/, `/${database}`),
      databaseUrl: (service: string) => serviceUrl(admin, service, database),
      natsUrl: nats.url,
      natsPassword: (user: string) => nats.password(user),
      edgeNatsPassword: (user: string) => nats.edgePassword(user),
      connect: (user: string) => open(user, nats.password(user)),
      connectEdge: (user: string) => open(user, nats.edgePassword(user)),
      nats: {
        stop: () => nats.stop(),
        start: async () => {
          nats = await startNats({ ...start, port, monitorPort });
        },
      },
    } satisfies TestEngines);
  }, 120_000);

  afterAll(async () => {
    for (const c of connections) await c.close();
    await nats?.stop();
    await asAdmin(admin.replace(/\/[^/]+$/, '/postgres'), `drop database if exists ${database} with (force)`);
  });
  return engines;
}

function serviceUrl(admin: string, service: string, database: string): string {
  const secret = join(process.env['SPILLWAY_TEST_DIR']!, 'secrets', `postgresql-spillway_${service}.password`);
  const url = new URL(admin);
  url.username = `spillway_${service}`;
  url.password = readFileSync(secret, 'utf8').trim();
  url.pathname = `/${database}`;
  return url.href;
}

async function asAdmin(url: string, sql: string): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
