import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Bus } from '#common/bus/bus.js';
import { Clock } from '#common/clock/clock.js';
import { CONFIG } from '#common/config/config.js';
import { nodesChanged, snapshot } from '#common/contracts/telephony.js';
import { describeError } from '#common/errors/errors.js';
import { log } from '#common/log/log.js';
import type { Config } from '../config.js';
import { healed } from '../metrics.js';
import type { TenantRouting } from '../writer/tenant.js';
import { Tenants } from '../writer/tenants.service.js';

/** Asks Asterisk through telephony whether what routing believes is so. */
@Injectable()
export class HealService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #looking = new Set<string>();
  readonly #log = log('heal');
  #timer: NodeJS.Timeout | undefined;
  #unsubscribe: (() => void) | undefined;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly tenants: Tenants,
    private readonly bus: Bus,
    private readonly clock: Clock,
  ) {
    tenants.onReady((routing, tenant) => void this.#look(tenant, routing));
  }

  onApplicationBootstrap(): void {
    this.#timer = setInterval(() => this.#each((tenant, r) => void this.#look(tenant, r)), this.config.lookMs);
    this.#unsubscribe = this.bus.subscribe(nodesChanged, () => this.#each((tenant, r) => void this.#look(tenant, r)));
  }

  beforeApplicationShutdown(): void {
    this.#unsubscribe?.();
    clearInterval(this.#timer);
  }

  #each(act: (tenant: string, routing: TenantRouting) => void): void {
    for (const [tenant, routing] of this.tenants.all()) act(tenant, routing);
  }

  async #look(tenant: string, routing: TenantRouting): Promise<void> {
    if (routing.writer.mode !== 'writing' || this.#looking.has(tenant)) return;
    this.#looking.add(tenant);
    try {
      const askedAt = this.clock.now();
      const truth = await this.bus.call(snapshot, { tenant }, { timeoutMs: 2000 });
      const cures = await routing.writer.read((s) => routing.healer.look(s, truth, askedAt));
      for (const cure of cures) {
        healed.inc({ kind: cure.type });
        this.#log.info(
          { cure: cure.type, ...('interactionId' in cure ? { interactionId: cure.interactionId } : {}) },
          'healing',
        );
        if (cure.type === 'release') routing.release(cure.interactionId, cure.reservationId);
        else routing.tell(cure);
      }
    } catch (error) {
      // Unknown is not gone: nothing is concluded from silence.
      this.#log.debug(describeError(error), 'telephony not asked');
    } finally {
      this.#looking.delete(tenant);
    }
  }
}
