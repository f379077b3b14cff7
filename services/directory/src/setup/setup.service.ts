import { Injectable } from '@nestjs/common';
import type { SiteUser } from '#common/auth/decorators.js';
import { Database, type Tx } from '#common/db/database.js';
import { ConfigChange } from './change.service.js';
import { check, newIn } from './check.js';
import { put } from './diff.js';
import { inHistory, itemGone, itemThere, setupRefused } from './setup.errors.js';
import { type ItemOf, idOf, KEPT, type Kind, type Whole } from './setup.js';
import { deleteItem, putItem, readSetup, readWhole } from './setup.store.js';

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
  async save<K extends Kind>(
    user: SiteUser,
    kind: K,
    item: ItemOf<K>,
    how: 'create' | 'replace',
    expected?: number,
  ): Promise<ItemOf<K>> {
    const work = async (tx: Tx) => {
      const whole = await readWhole(tx);
      const id = idOf(item);
      const there = whole[kind].some((i) => idOf(i) === id);
      if (there && how === 'create') throw itemThere(kind, id);
      if (!there && how === 'replace') throw itemGone(kind, id);
      refuseWrong(put(whole, kind, id, item), whole);
      await putItem(tx, user.tenant, kind, id, item);
    };
    await this.change.make(user.tenant, user, work, { expected });
    return item;
  }

  async remove(user: SiteUser, kind: Kind, id: string, expected?: number): Promise<void> {
    if (KEPT.has(kind)) throw inHistory(kind);
    const work = async (tx: Tx) => {
      const whole = await readWhole(tx);
      if (!whole[kind].some((i) => idOf(i) === id)) throw itemGone(kind, id);
      refuseWrong(put(whole, kind, id, null), whole);
      await deleteItem(tx, kind, id);
    };
    await this.change.make(user.tenant, user, work, { expected });
  }
}

function refuseWrong(after: Whole, before: Whole): void {
  const problems = newIn(check(after), check(before)).filter((p) => p.weight === 'error');
  if (problems.length > 0) throw setupRefused(problems);
}
