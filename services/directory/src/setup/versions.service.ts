import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '#common/db/database.js';
import { type ShownChange, shown, type Wish } from './config.service.js';
import { changesBetween, undone } from './diff.js';
import { versionUnknown } from './setup.errors.js';
import type { Whole } from './setup.js';
import { readVersion, readWhole } from './setup.store.js';
import { draftTowards } from './target.js';
import { changesSince, listVersions, oldestVersion, type VersionRow } from './versions.store.js';

/** What was in force when: each version is the present set-up with everything that came after it undone. */
@Injectable()
export class Versions {
  constructor(private readonly db: Database) {}

  list(
    tenant: string,
    before: number,
    limit: number,
  ): Promise<{ current: number; oldest: number; items: VersionRow[] }> {
    return this.db.inTenant(tenant, async (tx) => {
      const current = await readVersion(tx);
      return { current, oldest: await oldestVersion(tx, current), items: await listVersions(tx, before, limit) };
    });
  }

  one(tenant: string, version: number): Promise<{ version: number; made: VersionRow | null; setup: Whole }> {
    return this.db.inTenant(tenant, async (tx) => {
      const setup = await setupAt(tx, version);
      const [made] = await listVersions(tx, version + 1, 1);
      return { version, made: made?.version === version ? made : null, setup };
    });
  }

  diff(tenant: string, from: number, to: number): Promise<{ from: number; to: number; changes: ShownChange[] }> {
    return this.db.inTenant(tenant, async (tx) => ({
      from,
      to,
      changes: shown(changesBetween(await setupAt(tx, from), await setupAt(tx, to))),
    }));
  }
}

export async function setupAt(tx: Tx, version: number): Promise<Whole> {
  const now = await readVersion(tx);
  const since = version > now || version < 0 ? undefined : await changesSince(tx, version, now);
  if (!since) throw versionUnknown(version, await oldestVersion(tx, now), now);
  return undone(await readWhole(tx), since);
}

/** The wish to have a version's set-up again. */
export const backTo =
  (version: number): Wish =>
  async (tx, whole) =>
    draftTowards(whole, await setupAt(tx, version), { passStrangers: true });
