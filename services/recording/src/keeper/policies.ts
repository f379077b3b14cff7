import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Bus } from '#common/bus/bus.js';
import { CONFIG } from '#common/config/config.js';
import { configChanged, configGet, type QueueConfig } from '#common/contracts/directory.js';
import { describeError } from '#common/errors/errors.js';
import { log } from '#common/log/log.js';
import type { Config } from '../config.js';
import { DAY_MS } from '../segment/segment.js';

export interface RecordingPolicy {
  readonly record: boolean;
  readonly reason: string;
  readonly retentionMs: number;
}

/** A notice may be lost: what directory says is asked for again after so long, ms. */
const AGAIN_MS = 60_000;

type Queues = ReadonlyMap<string, QueueConfig>;

/** Whether a queue's calls are recorded, why and for how long, as directory says; the last known while it is away. */
@Injectable()
export class Policies implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly byTenant = new Map<string, Queues>();
  private readonly asking = new Map<string, Promise<void>>();
  private readonly stopping = new AbortController();
  private timer?: NodeJS.Timeout;
  private readonly log = log('policies');

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly bus: Bus,
  ) {}

  onApplicationBootstrap(): void {
    this.bus.subscribe(configChanged, ({ tenant }) => this.refresh(tenant));
    // Not returned: the connection waits for what it calls, and directory may take its time.
    this.bus.connection.onOpen(() => void this.refresh(this.config.tenant));
    this.bus.connection.onReconnect(() => this.refreshAll());
    this.timer = setInterval(() => this.refreshAll(), AGAIN_MS).unref();
  }

  beforeApplicationShutdown(): void {
    clearInterval(this.timer);
    this.stopping.abort();
  }

  /**
   * Answers at once: a call does not wait for directory. What nobody has said yet is recorded: a recording too many can
   * be deleted, one too few cannot be made.
   */
  of(tenant: string, queueId: string | null): RecordingPolicy {
    const queues = this.byTenant.get(tenant);
    if (!queues) void this.refresh(tenant);
    const queue = queueId === null ? undefined : queues?.get(queueId);
    return {
      record: queue?.record ?? true,
      reason: queue?.recordReason ?? 'quality',
      retentionMs: (queue?.retentionDays ?? this.config.retentionDays) * DAY_MS,
    };
  }

  private refreshAll(): void {
    for (const tenant of new Set([this.config.tenant, ...this.byTenant.keys()])) void this.refresh(tenant);
  }

  private refresh(tenant: string): Promise<void> {
    const known = this.asking.get(tenant);
    if (known) return known;
    const asked = this.bus
      .callUntilDone(configGet, { tenant }, { signal: this.stopping.signal })
      .then(({ queues }) => {
        this.byTenant.set(tenant, new Map(queues.map((queue) => [queue.id, queue])));
      })
      .catch((error: unknown) => {
        if (!this.stopping.signal.aborted)
          this.log.warn(describeError(error), 'directory refused to tell of the queues');
      })
      .finally(() => this.asking.delete(tenant));
    this.asking.set(tenant, asked);
    return asked;
  }
}
