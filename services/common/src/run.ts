import 'reflect-metadata';
import { flushCompileCache } from 'node:module';
import { type DynamicModule, type INestApplication, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { BusServer } from './bus/bus-server.js';
import { BusConnection } from './bus/connection.js';
import { EDGE, SITE } from './bus/serves.js';
import { HybridClock } from './clock/hlc.js';
import { CommonModule } from './common.module.js';
import { ConfigError, type ConfigSchema, readConfig, type Settings, type Values } from './config/config.js';
import type { MigrationClass } from './db/migration.js';
import { Health } from './health/health.js';
import { serveOps } from './health/ops.js';
import { openapi } from './http/openapi.js';
import { log } from './log/log.js';
import { EDGE_CONNECTION, SITE_CONNECTION } from './tokens.js';
import { startTracing } from './trace/trace.js';

interface Addresses {
  httpHost: string;
  httpPort: number;
  opsHost: string;
  opsPort?: number;
}

export interface ServiceOptions<F extends Settings> {
  name: string;
  config: ConfigSchema<F>;
  module: Type;
  /** Given by services that keep durable state. */
  migrations?: MigrationClass[];
  /** Milliseconds that open work may take at shutdown. */
  drainMs?: number;
  /** The largest body taken, in bytes. */
  bodyLimit?: number;
  /** False for the one that serves the merged description of all services at the same path. */
  describesItself?: boolean;
  /** Changes the HTTP application before it listens (websocket adapter, proxies). */
  prepare?: (app: NestFastifyApplication, config: Values<F>) => void | Promise<void>;
}

/**
 * Starts one service: HTTP with health and metrics at once, the buses that its configuration names, its schema; waits for
 * what is away instead of failing. SIGTERM: not ready, drain, close, end.
 */
export async function runService<F extends Settings>(options: ServiceOptions<F>): Promise<INestApplication> {
  process.env['SPILLWAY_SERVICE'] ??= options.name;
  const lines = log('boot');
  const config = readOrExit(options.config);
  const { otlpUrl } = config as { otlpUrl?: string };
  const stopTracing = otlpUrl ? await startTracing(options.name, otlpUrl) : undefined;
  const module: DynamicModule = {
    module: class Root {},
    imports: [CommonModule.for(options.name, config, options.migrations ?? []), options.module],
  };
  const app = await NestFactory.create<NestFastifyApplication>(
    module,
    new FastifyAdapter({ bodyLimit: options.bodyLimit ?? 256 * 1024, trustProxy: 'loopback' }),
    {
      logger: ['error', 'warn', 'fatal'],
      abortOnError: false,
    },
  );
  const connect = (token: symbol, transport: symbol) => {
    const connection = app.get<BusConnection | undefined>(token, { strict: false });
    if (connection)
      app.connectMicroservice(
        { strategy: new BusServer(connection, transport, options.name, app.get(HybridClock, { strict: false })) },
        { inheritAppConfig: true },
      );
  };
  connect(SITE_CONNECTION, SITE);
  connect(EDGE_CONNECTION, EDGE);
  if (options.describesItself !== false) openapi(app, options.name);
  await options.prepare?.(app, config);
  const { httpHost, httpPort, opsHost, opsPort } = config as unknown as Addresses;
  if (opsPort) serveOps(app.getHttpAdapter().getInstance() as unknown as FastifyInstance, opsHost, opsPort);
  stopOnSignal(app, options.drainMs ?? 5000, stopTracing);
  await app.startAllMicroservices();
  await app.listen(httpPort, httpHost);
  lines.info({ port: httpPort }, `${options.name} listens`);
  // Node writes compiled code at a clean end only; who is killed first would pay a quarter more at every start.
  setTimeout(flushCompileCache, 3000).unref();
  return app;
}

function readOrExit<F extends Settings>(schema: ConfigSchema<F>): Values<F> {
  try {
    return readConfig(schema);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(78);
  }
}

function stopOnSignal(app: INestApplication, drainMs: number, last?: () => Promise<void>): void {
  let asked = false;
  const stop = async (signal: string) => {
    if (asked) return;
    asked = true;
    log('boot').info({ signal }, 'stopping');
    app.get(Health, { strict: false }).stop();
    setTimeout(() => process.exit(1), drainMs + 5000).unref();
    await app.close().catch((error: unknown) => log('boot').error({ err: error }, 'closing failed'));
    await last?.().catch(() => undefined);
    process.exit(0);
  };
  process.on('SIGTERM', () => void stop('SIGTERM'));
  process.on('SIGINT', () => void stop('SIGINT'));
}
