import { Injectable } from '@nestjs/common';
import type { SiteUser } from '#common/auth/decorators.js';
import { Database, type Tx } from '#common/db/database.js';
import { ConfigChange, NothingToChange, type Remark } from './change.service.js';
import { check, newIn, type Problem } from './check.js';
import { type Change, changesBetween, type FieldChange, fieldsOf } from './diff.js';
import { applied, type Draft, type Left } from './draft.js';
import { ImpactService, type KnownImpact } from './impact.service.js';
import { setupRefused } from './setup.errors.js';
import type { Whole } from './setup.js';
import { readVersion, readWhole, saveChanges } from './setup.store.js';

/** A change as it is shown: whole items, and what differs in them. */
export interface ShownChange extends Change {
  readonly fields: FieldChange[];
}
export const shown = (changes: readonly Change[]): ShownChange[] =>
  changes.map((c) => ({ ...c, fields: c.before && c.after ? fieldsOf(c) : [] }));

/** What a change comes to: nothing is refused yet. */
export interface Outcome {
  /** The version that it was held against. */
  readonly version: number;
  readonly changes: ShownChange[];
  /** Would be refused for these. */
  readonly problems: Problem[];
  /** New, and worth a look; and what was wrong already. */
  readonly warnings: Problem[];
  readonly left: Left[];
}
export interface Rehearsal extends Outcome {
  readonly impact: KnownImpact;
}
export interface Wished {
  readonly draft: Draft;
  readonly left?: Left[];
  /** Wrong with the wish before it was a draft. */
  readonly also?: Problem[];
  /** Where a problem stands in what was sent. */
  readonly place?: (problem: Problem) => Problem;
}
/** Made from what is there, in the transaction that may change it. */
export type Wish = (tx: Tx, whole: Whole, version: number) => Wished | Promise<Wished>;

/** Changes of the configuration as a whole: looked at first, or made as one. */
@Injectable()
export class ConfigService {
  constructor(
    private readonly db: Database,
    private readonly change: ConfigChange,
    private readonly impact: ImpactService,
  ) {}

  now(tenant: string): Promise<{ version: number; setup: Whole; problems: Problem[] }> {
    return this.db.inTenant(tenant, async (tx) => {
      const version = await readVersion(tx);
      const setup = await readWhole(tx);
      return { version, setup, problems: check(setup) };
    });
  }

  /** What the wish would do, and what that would mean for who waits now. Changes nothing. */
  async rehearse(tenant: string, wish: Wish): Promise<Rehearsal> {
    const { outcome, whole } = await this.db.inTenant(tenant, async (tx) => {
      const version = await readVersion(tx);
      const whole = await readWhole(tx);
      return { outcome: await weigh(tx, whole, version, wish), whole };
    });
    return { ...outcome, impact: await this.impact.of(tenant, whole, outcome.changes) };
  }

  /** All of it or nothing. Without a difference there is no new version. */
  async make(by: SiteUser, wish: Wish, remark: Remark): Promise<Outcome> {
    let outcome: Outcome | undefined;
    const work = async (tx: Tx, version: number) => {
      outcome = await weigh(tx, await readWhole(tx), version - 1, wish);
      if (outcome.problems.length > 0) throw setupRefused(outcome.problems);
      if (outcome.changes.length === 0) throw new NothingToChange();
      await saveChanges(tx, by.tenant, outcome.changes);
      return { ...outcome, version };
    };
    try {
      return await this.change.make(by.tenant, by, work, remark);
    } catch (error) {
      if (error instanceof NothingToChange) return outcome!;
      throw error;
    }
  }
}

async function weigh(tx: Tx, whole: Whole, version: number, wish: Wish): Promise<Outcome> {
  const { draft, left = [], also = [], place = (p) => p } = await wish(tx, whole, version);
  const { after, problems } = applied(whole, draft);
  const before = check(whole);
  const now = check(after);
  const fresh = newIn(now, before);
  const standing = now.filter((p) => !fresh.includes(p));
  const all = [...also, ...problems, ...fresh].map(place);
  return {
    version,
    changes: shown(changesBetween(whole, after)),
    problems: all.filter((p) => p.weight === 'error'),
    warnings: [...all.filter((p) => p.weight === 'warning'), ...standing.map(place)],
    left,
  };
}
