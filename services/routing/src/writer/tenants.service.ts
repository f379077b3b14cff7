import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Bus } from '#common/bus/bus.js';
import { Clock } from '#common/clock/clock.js';
import { HybridClock } from '#common/clock/hlc.js';
import { CONFIG } from '#common/config/config.js';
import { writerStarted } from '#common/contracts/routing.js';
import { Database } from '#common/db/database.js';
import { describeError } from '#common/errors/errors.js';
import { Health } from '#common/health/health.js';
import { Lease } from '#common/lease/lease.js';
import { Ledger } from '#common/ledger/ledger.js';
import { Lifecycle } from '#common/lifecycle.js';
import { log } from '#common/log/log.js';
import type { Config } from '../config.js';
import { Estimator } from '../estimate/estimator.js';
import { toldAgainstCame } from '../estimate/told-against-came.js';
import { PgStore } from './pg.store.js';
import { TenantRouting } from './tenant.js';
import { notWriter } from './writer.errors.js';

const LEASE = 'routing';
const RETRY_MS = 200;

/** Holds the lease, and with it opens and closes the writers. One process writes for all tenants. */
@Injectable()
export class Tenants implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #tenants = new Map<string, { routing: TenantRouting; opened: Promise<void> }>();
  readonly #ready: ((routing: TenantRouting, tenant: string, epoch: number) => void)[] = [];
  readonly #lease: Lease;
  readonly #log = log('routing');

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly db: Database,
    private readonly bus: Bus,
    private readonly clock: Clock,
    private readonly hlc: HybridClock,
    private readonly ledger: Ledger,
    private readonly lifecycle: Lifecycle,
    health: Health,
  ) {
    this.#lease = new Lease(db, { name: LEASE, holder: `routing-${config.instance}`, ttlMs: config.leaseMs });
    health.need('writer', () => {
      const mode = this.#tenants.get(config.tenant)?.routing.writer.mode ?? 'standby';
      return mode === 'writing'
        ? 'up'
        : mode === 'recovering'
          ? 'PostgreSQL is away'
          : 'another process writes, or none yet';
    });
  }

  onApplicationBootstrap(): void {
    this.#lease.onGained(() => this.#of(this.config.tenant));
    this.#lease.onLost(() => void this.#closeAll());
    void this.lifecycle.schema.then(() => this.#lease.start());
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.#closeAll();
    await this.#lease.stop();
  }

  /** Called for each tenant each time this process begins to write for it. */
  onReady(fn: (routing: TenantRouting, tenant: string, epoch: number) => void): void {
    this.#ready.push(fn);
  }

  /** The tenant's part; throws ROUTING.NOT_WRITER while this process does not write. */
  async of(tenant: string): Promise<TenantRouting> {
    if (this.#lease.epoch === 0) throw notWriter();
    const found = this.#tenants.get(tenant);
    if (found?.routing.writer.mode !== 'standby' && found) return found.routing;
    const { routing, opened } = this.#of(tenant);
    await Promise.race([opened, new Promise((r) => setTimeout(r, 1500).unref())]);
    return routing;
  }

  /** Those that are being written for now. */
  *all(): Iterable<[string, TenantRouting]> {
    for (const [tenant, { routing }] of this.#tenants) if (routing.writer.mode !== 'standby') yield [tenant, routing];
  }

  #of(tenant: string) {
    const known = this.#tenants.get(tenant);
    if (known) return known;
    const estimator = new Estimator(toldAgainstCame);
    const routing = new TenantRouting({
      tenant,
      estimate: estimator.estimate,
      learn: (facts, state, now) => estimator.learn(facts, state, now),
      store: new PgStore(this.db, tenant, LEASE, () => this.clock.now()),
      bus: this.bus,
      clock: this.clock,
      hlc: this.hlc,
      wake: () => this.ledger.wake(),
      fenced: () => void this.#closeAll(),
    });
    const entry = { routing, opened: this.#open(tenant, routing, this.#lease.epoch) };
    this.#tenants.set(tenant, entry);
    return entry;
  }

  async #open(tenant: string, routing: TenantRouting, epoch: number): Promise<void> {
    while (this.#lease.epoch === epoch) {
      try {
        await routing.open(epoch);
        break;
      } catch (error) {
        this.#log.warn({ tenant, ...describeError(error) }, 'state not read yet');
        await new Promise((r) => setTimeout(r, RETRY_MS));
      }
    }
    if (this.#lease.epoch !== epoch) return;
    for (const fn of this.#ready) fn(routing, tenant, epoch);
    this.bus.publish(writerStarted, { epoch, at: this.clock.now() });
  }

  async #closeAll(): Promise<void> {
    const all = [...this.#tenants.values()];
    this.#tenants.clear();
    await Promise.all(all.map(({ routing }) => routing.close()));
  }
}
