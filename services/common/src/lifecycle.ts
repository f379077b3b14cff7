import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown, Optional } from '@nestjs/common';
import { BusConnection } from './bus/connection.js';
import { Database } from './db/database.js';
import { Health } from './health/health.js';
import { EDGE_CONNECTION, SITE_CONNECTION } from './tokens.js';

/** Opens what a service stands on and closes it last, in reverse order. */
@Injectable()
export class Lifecycle implements OnApplicationBootstrap, OnApplicationShutdown {
  /** Settles when the schema is up to date; work on tables waits for it. */
  readonly schema: Promise<void>;

  constructor(
    health: Health,
    @Optional() private readonly db?: Database,
    @Optional() @Inject(SITE_CONNECTION) private readonly site?: BusConnection,
    @Optional() @Inject(EDGE_CONNECTION) private readonly edge?: BusConnection,
  ) {
    this.schema = db ? db.migrate() : Promise.resolve();
    this.schema.catch(() => undefined);
    if (db) health.need('postgresql', () => db.check());
    if (site) health.need('nats', () => (site.connected ? 'up' : 'not connected'));
    if (edge) health.need('nats-edge', () => (edge.connected ? 'up' : 'not connected'));
  }

  onApplicationBootstrap(): void {
    this.site?.open();
    this.edge?.open();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.edge?.close();
    await this.site?.close();
    await this.db?.close();
  }
}
