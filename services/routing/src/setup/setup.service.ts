import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Bus } from '#common/bus/bus.js';
import type { ReplyOf } from '#common/contracts/contract.js';
import { configChanged, configGet } from '#common/contracts/directory.js';
import { Database } from '#common/db/database.js';
import { describeError } from '#common/errors/errors.js';
import { log } from '#common/log/log.js';
import { NO_CONFIG, type RoutingConfig } from '../core/config.js';
import { Tenants } from '../writer/tenants.service.js';

type Reply = ReplyOf<typeof configGet>;

/** A notice of a change may be lost; so late at the most it is seen, ms. */
const ASK_EVERY_MS = 60_000;
const RETRY_MS = 1000;

/** Keeps each tenant's queues and agents as directory has them, and a copy of its own, so that routing starts without directory. */
@Injectable()
export class Setup implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #stop = new AbortController();
  readonly #asking = new Map<string, Promise<void>>();
  readonly #log = log('setup');
  #unsubscribe: (() => void) | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly bus: Bus,
    private readonly db: Database,
    private readonly tenants: Tenants,
  ) {
    tenants.onReady((_, tenant) => {
      void this.#begin(tenant)
        .catch((error: unknown) => this.#log.info({ tenant, ...describeError(error) }, 'kept set-up not read'))
        .then(() => this.refresh(tenant));
    });
  }

  onApplicationBootstrap(): void {
    this.#unsubscribe = this.bus.subscribe(configChanged, ({ tenant }) => this.refresh(tenant));
    this.bus.connection.onReconnect(() => this.#refreshAll());
    this.#timer = setInterval(() => this.#refreshAll(), ASK_EVERY_MS);
  }

  beforeApplicationShutdown(): void {
    this.#unsubscribe?.();
    clearInterval(this.#timer);
    this.#stop.abort();
  }

  /** Asks directory until it answers; callers that come meanwhile share the answer. */
  refresh(tenant: string): Promise<void> {
    const running = this.#asking.get(tenant);
    if (running) return running;
    const asked = this.#ask(tenant).finally(() => this.#asking.delete(tenant));
    this.#asking.set(tenant, asked);
    return asked;
  }

  #refreshAll(): void {
    for (const [tenant] of this.tenants.all()) void this.refresh(tenant);
  }

  async #begin(tenant: string): Promise<void> {
    const [row] = await this.db
      .inTenant(tenant, (tx) => tx.query<{ body: Reply }>('select body from config where tenant = $1', [tenant]))
      .then(({ rows }) => rows)
      .catch(() => []);
    if (row && (await this.#has(tenant, NO_CONFIG.version))) await this.#use(tenant, row.body);
  }

  async #ask(tenant: string): Promise<void> {
    while (!this.#stop.signal.aborted) {
      try {
        return await this.#take(tenant);
      } catch (error) {
        if (this.#stop.signal.aborted) return;
        this.#log.warn({ tenant, ...describeError(error) }, 'set-up not taken, trying again');
        await new Promise((r) => setTimeout(r, RETRY_MS).unref());
      }
    }
  }

  async #take(tenant: string): Promise<void> {
    const reply = await this.bus.callUntilDone(configGet, { tenant }, { signal: this.#stop.signal });
    const agents = reply.agents.map((a) => ({ ...a, phoneUri: null }));
    const kept: Reply = { ...reply, flows: [], entries: [], dispositions: [], agents };
    if (await this.#has(tenant, kept.version)) return;
    await this.db.inTenant(tenant, (tx) =>
      tx.query(
        `insert into config (tenant, version, body) values ($1, $2, $3)
         on conflict (tenant) do update set version = excluded.version, body = excluded.body`,
        [tenant, kept.version, JSON.stringify(kept)],
      ),
    );
    await this.#use(tenant, kept);
  }

  async #has(tenant: string, version: number): Promise<boolean> {
    return (await this.tenants.of(tenant)).writer.state.config.version === version;
  }

  async #use(tenant: string, reply: Reply): Promise<void> {
    const config: RoutingConfig = {
      version: reply.version,
      queues: new Map(reply.queues.map((q) => [q.id, q])),
      agents: new Map(reply.agents.map(({ phoneUri: _, ...a }) => [a.id, a])),
    };
    const { writer } = await this.tenants.of(tenant);
    await writer.submit({ type: 'config', config });
    this.#log.info(
      { tenant, version: reply.version, queues: config.queues.size, agents: config.agents.size },
      'set-up taken',
    );
  }
}
