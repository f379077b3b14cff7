import { Injectable } from '@nestjs/common';
import type { SiteUser } from '#common/auth/decorators.js';
import { Database } from '#common/db/database.js';
import { ConfigChange } from './change.service.js';
import { check } from './check.js';
import { inHistory, itemGone, itemThere, setupRefused } from './setup.errors.js';
import { type ItemOf, idOf, type Kind, withItem, withoutItem } from './setup.js';
import { deleteItem, putItem, readSetup } from './setup.store.js';

/** What past contacts and figures name for ever. */
const KEPT = new Set<Kind>(['queues', 'dispositions', 'teams']);

/** Queues, flows, entries, dispositions and teams of a tenant. Each change is checked against all the rest before it is saved. */
@Injectable()
export class SetupService {
  constructor(
    private readonly db: Database,
    private readonly change: ConfigChange,
  ) {}

  list<K extends Kind>(tenant: string, kind: K): Promise<readonly ItemOf<K>[]> {
    return this.db.inTenant(tenant, async (tx) => (await readSetup(tx))[kind]);
  }

  /** @param how `create` refuses an id that is there, `replace` one that is not */
  async save<K extends Kind>(user: SiteUser, kind: K, item: ItemOf<K>, how: 'create' | 'replace'): Promise<ItemOf<K>> {
    await this.change.make(user.tenant, user, async (tx) => {
      const setup = await readSetup(tx);
      const id = idOf(item);
      const there = setup[kind].some((i) => idOf(i) === id);
      if (there && how === 'create') throw itemThere(kind, id);
      if (!there && how === 'replace') throw itemGone(kind, id);
      const problems = check(withItem(setup, kind, item));
      if (problems.length > 0) throw setupRefused(problems);
      await putItem(tx, user.tenant, kind, id, item);
    });
    return item;
  }

  async remove(user: SiteUser, kind: Kind, id: string): Promise<void> {
    if (KEPT.has(kind)) throw inHistory(kind);
    await this.change.make(user.tenant, user, async (tx) => {
      const setup = await readSetup(tx);
      if (!setup[kind].some((i) => idOf(i) === id)) throw itemGone(kind, id);
      const problems = check(withoutItem(setup, kind, id));
      if (problems.length > 0) throw setupRefused(problems);
      await deleteItem(tx, kind, id);
    });
  }
}
