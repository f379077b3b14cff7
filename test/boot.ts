import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INestApplication, Type } from '@nestjs/common';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { BusServer } from '#common/bus/bus-server.js';
import type { BusConnection } from '#common/bus/connection.js';
import { SITE } from '#common/bus/serves.js';
import { Clock } from '#common/clock/clock.js';
import { CommonModule } from '#common/common.module.js';
import { type ConfigSchema, readConfig, type Settings } from '#common/config/config.js';
import type { MigrationClass } from '#common/db/migration.js';
import { Lifecycle } from '#common/lifecycle.js';
import { SITE_CONNECTION } from '#common/tokens.js';
import type { TestEngines } from './engines.js';

export interface BootOptions<F extends Settings> {
  name: string;
  module: Type;
  config: ConfigSchema<F>;
  migrations?: MigrationClass[];
  /** What an installation would put into the environment beside engines and ports. */
  env?: Record<string, string>;
  clock?: Clock;
}
export interface Booted {
  app: INestApplication;
  /** http://127.0.0.1:… */
  url: string;
  close(): Promise<void>;
}

/** A whole service in the test’s process, on real engines: HTTP, bus, schema, ledger. Ready when it answers. */
export async function boot<F extends Settings>(engines: TestEngines, options: BootOptions<F>): Promise<Booted> {
  const { name, module, migrations = [] } = options;
  const config = readConfig(options.config, { ...siteEnv(engines, name), ...options.env });
  const builder = Test.createTestingModule({ imports: [CommonModule.for(name, config, migrations), module] });
  if (options.clock) builder.overrideProvider(Clock).useValue(options.clock);
  const compiled = await builder.compile();
  const app = compiled.createNestApplication<NestFastifyApplication>(new FastifyAdapter({ trustProxy: 'loopback' }), {
    logger: ['error'],
  });
  const connection = app.get<BusConnection>(SITE_CONNECTION, { strict: false });
  app.connectMicroservice({ strategy: new BusServer(connection, SITE, name) }, { inheritAppConfig: true });
  await app.startAllMicroservices();
  await app.listen(0, '127.0.0.1');
  await app.get(Lifecycle, { strict: false }).schema;
  await new Promise<void>((up) => connection.onOpen(() => up()));
  const { port } = app.getHttpServer().address() as { port: number };
  return { app, url: `http://127.0.0.1:${port}`, close: () => app.close() };
}

function siteEnv(engines: TestEngines, name: string): Record<string, string> {
  const password = join(mkdtempSync(join(engines.dir, 'boot-')), 'nats.password');
  writeFileSync(password, engines.natsPassword(name), { mode: 0o600 });
  return {
    SPILLWAY_HTTP_PORT: '0',
    SPILLWAY_DATABASE_URL: engines.databaseUrl(name),
    SPILLWAY_NATS_URL: engines.natsUrl,
    SPILLWAY_NATS_USER: name,
    SPILLWAY_NATS_PASSWORD_FILE: password,
  };
}

/** A request to a service as the console makes it. The body of the answer is parsed when there is one. */
export async function http(
  url: string,
  method: string,
  path: string,
  options: { token?: string; body?: unknown; headers?: Record<string, string> } = {},
  // biome-ignore lint/suspicious/noExplicitAny: tests say what they expect of it
): Promise<{ status: number; headers: Headers; body: any }> {
  const { token, body } = options;
  const response = await fetch(`${url}/api/v1/${path}`, {
    method,
    headers: {
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...options.headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === '' ? undefined : JSON.parse(text) };
}
