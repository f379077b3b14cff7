import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { CONFIG } from '#common/config/config.js';
import { describeError } from '#common/errors/errors.js';
import { log } from '#common/log/log.js';
import type { Config } from './config.js';
import { setGauges } from './gauges.js';
import { TICK_MS } from './heal/bounds.js';
import type { TenantRouting } from './writer/tenant.js';
import { Tenants } from './writer/tenants.service.js';

const GAUGES_MS = 2000;

/** What is looked at again and again: time limits, figures for desktops and live pages, gauges. */
@Injectable()
export class Rounds implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #timers: NodeJS.Timeout[] = [];
  readonly #log = log('rounds');

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly tenants: Tenants,
  ) {}

  onApplicationBootstrap(): void {
    this.#every(TICK_MS, (r) => r.tick());
    this.#every(this.config.figuresMs, (r) => r.figures());
    this.#every(GAUGES_MS, (r) => r.writer.read(setGauges));
  }

  beforeApplicationShutdown(): void {
    for (const timer of this.#timers.splice(0)) clearInterval(timer);
  }

  #every(ms: number, act: (routing: TenantRouting) => Promise<void>): void {
    const round = () => {
      // While the database is away there is nothing true to tell.
      for (const [tenant, routing] of this.tenants.all())
        if (routing.writer.mode === 'writing')
          act(routing).catch((error: unknown) =>
            this.#log.error({ tenant, ...describeError(error) }, 'a round failed'),
          );
    };
    this.#timers.push(setInterval(round, ms));
  }
}
