import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock } from '#common/clock/clock.js';
import { Database } from '#common/db/database.js';
import { describeError } from '#common/errors/errors.js';
import { log } from '#common/log/log.js';
import { Tenants } from './tenants.service.js';

const EVERY_MS = 10 * 60_000;
/** How long what is over stays in the database: for questions about a reservation of today. The ledger keeps everything. */
const KEEP_MS = 24 * 3_600_000;

@Injectable()
export class Sweep implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #log = log('sweep');
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly tenants: Tenants,
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.#timer = setInterval(() => void this.sweep(), EVERY_MS);
  }
  beforeApplicationShutdown(): void {
    clearInterval(this.#timer);
  }

  async sweep(): Promise<void> {
    for (const [tenant] of this.tenants.all())
      await this.db
        .inTenant(tenant, (tx) => tx.query('delete from record where over_at < $1', [this.clock.now() - KEEP_MS]))
        .catch((error: unknown) => this.#log.warn({ tenant, ...describeError(error) }, 'not swept, later again'));
  }
}
