import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { Envelope } from '#common/contracts/ledger.js';
import { Database, type Tx } from '#common/db/database.js';
import { describeError } from '#common/errors/errors.js';
import { Lifecycle } from '#common/lifecycle.js';
import { log } from '#common/log/log.js';
import { folded, waiting } from '../metrics.js';
import { UPSERT } from './columns.js';
import { foldInteraction } from './interaction.fold.js';

/** Interactions made anew in one transaction. */
const BATCH = 100;
const EVERY_MS = 500;

/**
 * Makes the rows of marked interactions anew from all their facts. A mark is taken off in the transaction that reads the
 * facts: a fact that commits later marks again, so nothing is left out, and nothing is counted twice.
 */
@Injectable()
export class RefoldService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private timer?: NodeJS.Timeout;
  private stopped = false;
  private readonly log = log('refold');

  constructor(
    private readonly db: Database,
    private readonly lifecycle: Lifecycle,
  ) {}

  onApplicationBootstrap(): void {
    void this.lifecycle.schema.then(() => this.loop());
  }
  beforeApplicationShutdown(): void {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  /** Takes up everything that is marked for a tenant now, so that a report agrees with the facts taken so far. */
  async catchUp(tenant: string): Promise<void> {
    while ((await this.turn(tenant)) === BATCH);
  }

  private async loop(): Promise<void> {
    try {
      const tenants = await this.db.query<{ tenant: string; n: number }>(
        'select tenant, count(*) as n from refold group by tenant',
      );
      waiting.set(tenants.reduce((sum, t) => sum + t.n, 0));
      for (const { tenant } of tenants) await this.catchUp(tenant);
    } catch (error) {
      this.log.warn(describeError(error), 'rows not made anew yet');
    }
    if (!this.stopped) this.timer = setTimeout(() => void this.loop(), EVERY_MS);
  }

  private async turn(tenant: string): Promise<number> {
    return this.db.inTenant(tenant, async (tx) => {
      const { rows } = await tx.query<{ id: string }>(
        `delete from refold where tenant = $1 and interaction_id in
           (select interaction_id from refold where tenant = $1 order by marked limit ${BATCH} for update skip locked)
         returning interaction_id as id`,
        [tenant],
      );
      if (rows.length > 0)
        await this.refold(
          tx,
          tenant,
          rows.map((r) => r.id),
        );
      return rows.length;
    });
  }

  private async refold(tx: Tx, tenant: string, ids: string[]): Promise<void> {
    const facts = await tx.query<Envelope & { interactionId: string }>(
      `select id, tenant, type, version, owner, aggregate, seq, hlc, at, cause, interaction_id as "interactionId", data
       from life where tenant = $1 and interaction_id = any($2)`,
      [tenant, ids],
    );
    const made = [...Map.groupBy(facts.rows, (e) => e.interactionId)].map(([id, own]) => foldInteraction(id, own));
    await tx.query(UPSERT.contact, [tenant, JSON.stringify(made.map((m) => m.contact))]);
    await tx.query(UPSERT.visit, [tenant, JSON.stringify(made.flatMap((m) => m.visits))]);
    await tx.query(UPSERT.leg, [tenant, JSON.stringify(made.flatMap((m) => m.legs))]);
    folded.inc(made.length);
  }
}
