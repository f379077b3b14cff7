import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { CONFIG } from '#common/config/config.js';
import type { LedgerContract } from '#common/contracts/contract.js';
import { telephonyFacts } from '#common/contracts/telephony.js';
import { Database, isAway } from '#common/db/database.js';
import { describeError } from '#common/errors/errors.js';
import { Ledger } from '#common/ledger/ledger.js';
import { Lifecycle } from '#common/lifecycle.js';
import { log } from '#common/log/log.js';
import { counter, gauge } from '#common/metrics/metrics.js';
import type { Config } from '../config.js';
import { Facts } from './facts.js';
import { Spool, type SpooledFact } from './spool.js';

const unfit = counter(
  'spillway_telephony_unfit_facts_total',
  'Facts that were not of their form and are missing in the ledger',
);
const BATCH = 500;
const AGAIN_MS = 500;
/** What is taken down within so long is written in one transaction, ms. */
const GATHER_MS = 150;
const BY_TYPE = new Map(Object.values(telephonyFacts).map((fact) => [fact.type as string, fact as LedgerContract]));

/** Carries the spool into the ledger, in order. A fact's id follows from what it tells, so a repeat is taken once. */
@Injectable()
export class Drain implements OnApplicationBootstrap, OnApplicationShutdown {
  private running = false;
  private stopped = false;
  private timer?: NodeJS.Timeout;
  private readonly log = log('facts');

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly facts: Facts,
    private readonly spool: Spool,
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly lifecycle: Lifecycle,
  ) {
    const depth = gauge('spillway_telephony_spool_facts', 'Facts on local disk that are not in the ledger yet');
    (depth as { collect?: () => void }).collect = () => depth.set(spool.depth);
    const unkept = gauge('spillway_telephony_spool_unkept_facts', 'Facts in memory alone, as the disk is full');
    (unkept as { collect?: () => void }).collect = () => unkept.set(spool.unkept);
  }

  onApplicationBootstrap(): void {
    this.facts.onAdded(() => this.soon(GATHER_MS));
    void this.lifecycle.schema.then(() => this.soon(0));
  }
  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    this.spool.close();
  }

  private soon(ms: number): void {
    if (this.running || this.timer || this.stopped) return;
    this.timer = setTimeout(() => {
      this.timer = undefined;
      void this.drain();
    }, ms);
  }

  private async drain(): Promise<void> {
    this.running = true;
    let again = GATHER_MS;
    try {
      await this.lifecycle.schema;
      for (let batch = this.spool.head(BATCH); batch.length && !this.stopped; batch = this.spool.head(BATCH)) {
        await this.write(batch);
        this.spool.drained(batch.at(-1)?.n ?? 0);
      }
    } catch (error) {
      again = AGAIN_MS;
      this.log[isAway(error) ? 'debug' : 'error'](describeError(error), 'facts stay in the spool for now');
    } finally {
      this.running = false;
      if (this.spool.depth) this.soon(again);
    }
  }

  /** One transaction for each tenant; the ledger passes over ids that it has. */
  private async write(batch: readonly SpooledFact[]): Promise<void> {
    for (const [tenant, ofTenant] of Map.groupBy(batch, (fact) => fact.tenant ?? this.config.tenant)) {
      const facts = this.ledger.facts();
      const once = new Map(ofTenant.map((fact) => [fact.id, fact]).reverse() as [string, SpooledFact][]);
      for (const { id, type, interactionId, at, cause, hlc, data } of [...once.values()].reverse()) {
        const contract = BY_TYPE.get(type);
        try {
          if (contract)
            facts.add(
              contract,
              { id, about: interactionId, interactionId, at, cause, ...(hlc ? { hlc } : {}) },
              data as never,
            );
        } catch (error) {
          // One fact that is not of its form must not keep all others waiting for ever.
          unfit.inc();
          this.log.error({ interactionId, type, id, ...describeError(error) }, 'a fact was left out of the ledger');
        }
      }
      await this.database.inTenant(tenant, (tx) => this.ledger.append(tx, tenant, facts));
    }
    this.ledger.wake();
  }
}
