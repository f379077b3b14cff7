import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { CONFIG } from '#common/config/config.js';
import { Database } from '#common/db/database.js';
import { describeError } from '#common/errors/errors.js';
import { Lifecycle } from '#common/lifecycle.js';
import { log } from '#common/log/log.js';
import { Attempts } from './attempts/attempts.service.js';
import type { Config } from './config.js';
import { SignOut } from './sign-in/sign-out.service.js';

const EVERY_MS = 60_000;

/** Once a minute: ends sign-ins that nobody renewed, forgets them later, and failed attempts that no longer count. */
@Injectable()
export class Sweep implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private timer?: NodeJS.Timeout;
  private readonly log = log('sweep');

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly db: Database,
    private readonly lifecycle: Lifecycle,
    private readonly signOut: SignOut,
    private readonly attempts: Attempts,
  ) {}

  onApplicationBootstrap(): void {
    void this.lifecycle.schema.then(() => {
      this.timer = setInterval(() => void this.turn(), EVERY_MS).unref();
    });
  }

  beforeApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  async turn(): Promise<void> {
    try {
      const others = await this.db.query<{ tenant: string }>('select distinct tenant from desk_session_tenant');
      for (const tenant of new Set([this.config.tenant, ...others.map((o) => o.tenant)])) {
        await this.signOut.sweep(tenant);
        await this.signOut.forget(tenant);
        await this.attempts.sweep(tenant);
      }
    } catch (error) {
      this.log.warn(describeError(error), 'not swept, trying again in a minute');
    }
  }
}
