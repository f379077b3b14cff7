import { Injectable } from '@nestjs/common';
import type { SiteUser } from '#common/auth/decorators.js';
import { Bus } from '#common/bus/bus.js';
import { Clock } from '#common/clock/clock.js';
import { configChanged, directoryFacts } from '#common/contracts/directory.js';
import { Database, type Tx } from '#common/db/database.js';
import { Ledger } from '#common/ledger/ledger.js';
import { configChanges } from '../metrics.js';
import { changesBetween } from './diff.js';
import { changedMeanwhile } from './setup.errors.js';
import { lockVersion, readWhole } from './setup.store.js';
import { insertVersion, type Note } from './versions.store.js';

/** What goes with a change: how and why it was made, and the version that its maker had seen. */
export interface Remark extends Partial<Note> {
  readonly expected?: number | undefined;
}

/** Thrown by the work of a change that has nothing to do: no version is made. */
export class NothingToChange extends Error {}

/** Every change of what the other services act upon: one at a time, all or nothing, under a new version, on the ledger, and told. */
@Injectable()
export class ConfigChange {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly ledger: Ledger,
    private readonly bus: Bus,
  ) {}

  /** @param by nobody for what the installation does itself */
  async make<T>(
    tenant: string,
    by: Pick<SiteUser, 'id'> | null,
    work: (tx: Tx, version: number) => Promise<T>,
    { how = 'change', comment = '', returnTo = null, expected }: Remark = {},
  ): Promise<T> {
    const { result, version } = await this.db.inTenant(tenant, async (tx) => {
      const present = await lockVersion(tx, tenant);
      if (expected !== undefined && expected !== present) throw changedMeanwhile(expected, present);
      const version = present + 1;
      const before = await readWhole(tx);
      const result = await work(tx, version);
      const changes = changesBetween(before, await readWhole(tx));
      await tx.query('update config set version = $1', [version]);
      const at = this.clock.now();
      await insertVersion(tx, tenant, { version, at, by: by?.id ?? null, how, comment, returnTo, changes });
      const facts = this.ledger.facts();
      facts.add(directoryFacts.configVersion, { about: 'main', at }, { version, by: by?.id ?? null, at });
      await this.ledger.append(tx, tenant, facts);
      return { result, version };
    });
    configChanges.inc();
    // Who misses it asks again by itself: readers compare versions now and then.
    this.bus.publish(configChanged, { tenant, version });
    return result;
  }
}
