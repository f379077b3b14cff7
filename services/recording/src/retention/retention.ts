import { rm } from 'node:fs/promises';
import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock } from '#common/clock/clock.js';
import { CONFIG } from '#common/config/config.js';
import { Database } from '#common/db/database.js';
import { describeError } from '#common/errors/errors.js';
import { Lifecycle } from '#common/lifecycle.js';
import { log } from '#common/log/log.js';
import type { Config } from '../config.js';
import { Sealer } from '../store/sealer.js';

const EVERY_MS = 60_000;

/** Deletes what is due: first the key, by which every copy is gone, then the file. The chain over ciphertext stays whole. */
@Injectable()
export class Retention implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private timer?: NodeJS.Timeout;
  private readonly log = log('retention');

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly db: Database,
    private readonly sealer: Sealer,
    private readonly clock: Clock,
    private readonly lifecycle: Lifecycle,
  ) {}

  onApplicationBootstrap(): void {
    void this.lifecycle.schema.then(() => {
      this.timer = setInterval(() => void this.turn(), EVERY_MS).unref();
      return this.turn();
    });
  }
  beforeApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  async turn(): Promise<void> {
    try {
      const deleted = await this.db.inTenant(this.config.tenant, (tx) =>
        tx.query(
          `update recording set deleted_at = $1, wrapped_key = null, points = null
           where id in (select id from recording where deleted_at is null and delete_at <= $1 and state in ('sealed', 'missing', 'unwanted')
                        order by delete_at limit 500)`,
          [this.clock.now()],
        ),
      );
      if (deleted.rowCount) this.log.info({ deleted: deleted.rowCount }, 'recordings whose time was over');
      await this.removeFiles();
    } catch (error) {
      this.log.warn(describeError(error), 'nothing deleted, trying again in a minute');
    }
  }

  /** Files whose key is gone, also those that a kill or a failure left; one that cannot be removed keeps no other. */
  private async removeFiles(): Promise<void> {
    const { tenant } = this.config;
    const { rows } = await this.db.inTenant(tenant, (tx) =>
      tx.query<{ id: string; file: string }>(
        'select id, file from recording where deleted_at is not null and file is not null order by deleted_at limit 500',
      ),
    );
    const removed: string[] = [];
    for (const { id, file } of rows)
      await rm(this.sealer.pathOf(file), { force: true }).then(
        () => removed.push(id),
        (error: unknown) => this.log.warn({ recordingId: id, ...describeError(error) }, 'a file could not be removed'),
      );
    if (removed.length === 0) return;
    await this.db.inTenant(tenant, (tx) => tx.query('update recording set file = null where id = any($1)', [removed]));
  }
}
