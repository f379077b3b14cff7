import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Bus } from '#common/bus/bus.js';
import { Clock } from '#common/clock/clock.js';
import { CONFIG } from '#common/config/config.js';
import { configChanged, configGet, type QueueConfig } from '#common/contracts/directory.js';
import { Database } from '#common/db/database.js';
import { describeError } from '#common/errors/errors.js';
import { Lifecycle } from '#common/lifecycle.js';
import { log } from '#common/log/log.js';
import type { Config } from '../config.js';

/** A notice may be lost: what directory says is asked for again after so long, ms. */
const AGAIN_MS = 60_000;

/**
 * Keeps what queues were set to and since when, so that a changed service-level time changes no figure of yesterday.
 * A setting counts from when it was first seen here.
 */
@Injectable()
export class SettingsService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly names = new Map<string, Map<string, string>>();
  private readonly stopping = new AbortController();
  private stop: (() => void) | undefined;
  private timer?: NodeJS.Timeout;
  private readonly log = log('settings');

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly bus: Bus,
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly lifecycle: Lifecycle,
  ) {}

  onApplicationBootstrap(): void {
    this.stop = this.bus.subscribe(configChanged, ({ tenant }) => this.learn(tenant));
    void this.lifecycle.schema.then(() => {
      void this.learn(this.config.tenant);
      this.bus.connection.onReconnect(() => this.learnAll());
      this.timer = setInterval(() => this.learnAll(), AGAIN_MS).unref();
    });
  }
  beforeApplicationShutdown(): void {
    clearInterval(this.timer);
    this.stop?.();
    this.stopping.abort();
  }

  /** Name of a queue as it is called now; undefined when directory has not been heard yet. */
  queueName(tenant: string, queueId: string): string | undefined {
    return this.names.get(tenant)?.get(queueId);
  }

  private learnAll(): void {
    for (const tenant of new Set([this.config.tenant, ...this.names.keys()])) void this.learn(tenant);
  }

  private async learn(tenant: string): Promise<void> {
    try {
      const { queues } = await this.bus.callUntilDone(configGet, { tenant }, { signal: this.stopping.signal });
      this.names.set(tenant, new Map(queues.map((q) => [q.id, q.name])));
      await this.keep(tenant, queues);
    } catch (error) {
      if (!this.stopping.signal.aborted) this.log.warn(describeError(error), 'settings of queues not learnt');
    }
  }

  private async keep(tenant: string, queues: QueueConfig[]): Promise<void> {
    const now = this.clock.now();
    await this.db.inTenant(tenant, (tx) =>
      tx.query(
        `insert into queue_setting (tenant, queue_id, since, service_level_ms)
         select $1, q.id, $3, q.ms from jsonb_to_recordset($2::jsonb) as q(id text, ms bigint)
         where q.ms is distinct from (select service_level_ms from queue_setting s
           where s.tenant = $1 and s.queue_id = q.id order by since desc limit 1)
         on conflict do nothing`,
        [tenant, JSON.stringify(queues.map((q) => ({ id: q.id, ms: q.serviceLevelMs }))), now],
      ),
    );
  }
}
