import type { Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { CommonModule } from '#common/common.module.js';
import type { MigrationClass } from '#common/db/migration.js';

/** A service within the test's process, on a free port. */
export async function startHere(
  name: string,
  module: Type,
  config: Record<string, unknown>,
  migrations: MigrationClass[] = [],
): Promise<{ app: NestFastifyApplication; port: number }> {
  const root = { module: class Root {}, imports: [CommonModule.for(name, config, migrations), module] };
  const app = await NestFactory.create<NestFastifyApplication>(root, new FastifyAdapter(), {
    logger: ['error'],
    abortOnError: false,
  });
  await app.listen(0, '127.0.0.1');
  return { app, port: (app.getHttpServer().address() as { port: number }).port };
}
