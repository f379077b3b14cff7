import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '#common/clock/clock.js';
import { CONFIG } from '#common/config/config.js';
import { Database, type Tx } from '#common/db/database.js';
import type { Config } from '../config.js';
import { TooManyAttempts } from './attempts.errors.js';
import { charged, type Failures, type Patience, SOURCE, triesAgainAt, USER } from './delay.js';

interface Key {
  readonly hash: Buffer;
  readonly patience: Patience;
}

/** Counts failed sign-ins by user and by source address in the database, so that neither a restart nor a second replica forgets. */
@Injectable()
export class Attempts {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /**
   * Takes one attempt as failed before the password is looked at, so that a thousand guesses at once do not all find the
   * counter at zero. Throws TooManyAttempts, and then counts nothing.
   */
  async charge(tenant: string, user: string, source: string): Promise<void> {
    const now = this.clock.now();
    const keys = keysOf(user, source);
    const where = await this.countedUnder(tenant);
    await this.db.inTenant(where, async (tx) => {
      const kept = await lock(tx, where, keys);
      const until = Math.max(...keys.map((key, i) => triesAgainAt(kept[i]!, key.patience)));
      if (until > now) throw new TooManyAttempts(until - now);
      for (const [i, key] of keys.entries()) {
        const { count, lastAt } = charged(kept[i]!, key.patience, now);
        await tx.query('update sign_in_attempt set failures = $2, last_at = $3 where key = $1', [
          key.hash,
          count,
          lastAt,
        ]);
      }
    });
  }

  /** Invented tenants count as this one: each would give its inventor a new allowance, and leave rows that nobody sweeps. */
  private async countedUnder(tenant: string): Promise<string> {
    if (tenant === this.config.tenant) return tenant;
    const { rowCount } = await this.db.inTenant(tenant, (tx) => tx.query('select 1 from users limit 1'));
    return rowCount ? tenant : this.config.tenant;
  }

  /** The password was right: the user starts afresh; the source gets this attempt back and no more, or one account of one's own would buy unlimited guesses. */
  async forgive(tx: Tx, user: string, source: string): Promise<void> {
    const [byUser, bySource] = keysOf(user, source);
    await tx.query('delete from sign_in_attempt where key = $1', [byUser!.hash]);
    await tx.query('update sign_in_attempt set failures = greatest(0, failures - 1) where key = $1', [bySource!.hash]);
  }

  /** Drops what no longer counts. */
  async sweep(tenant: string): Promise<void> {
    const before = this.clock.now() - Math.max(USER.forgetMs, SOURCE.forgetMs);
    await this.db.inTenant(tenant, (tx) => tx.query('delete from sign_in_attempt where last_at < $1', [before]));
  }
}

/** Rows locked in one order by everybody: no two sign-ins can wait for each other. */
async function lock(tx: Tx, tenant: string, keys: Key[]): Promise<(Failures | null)[]> {
  for (const key of [...keys].sort((a, b) => a.hash.compare(b.hash)))
    await tx.query('insert into sign_in_attempt values ($1, $2, 0, 0) on conflict do nothing', [tenant, key.hash]);
  const { rows } = await tx.query<{ key: Buffer; failures: number; last_at: number }>(
    'select key, failures, last_at from sign_in_attempt where key = any($1) order by key for update',
    [keys.map((k) => k.hash)],
  );
  return keys.map((k) => {
    const row = rows.find((r) => r.key.equals(k.hash));
    return row && row.failures > 0 ? { count: row.failures, lastAt: row.last_at } : null;
  });
}

/** Hashed, so that what somebody typed as a user name (her password, by mistake) is not kept. */
const hashOf = (text: string) => createHash('sha256').update(text).digest();
const keysOf = (user: string, source: string): Key[] => [
  { hash: hashOf(`user/${user.toLowerCase()}`), patience: USER },
  { hash: hashOf(`source/${networkOf(source)}`), patience: SOURCE },
];

/** An IPv6 subscriber owns a /64: its single addresses say nothing. */
export const networkOf = (address: string): string => {
  if (!address.includes(':') || address.startsWith('::ffff:')) return address.replace(/^::ffff:/, '');
  const [head, tail] = address.split('::') as [string, string?];
  const groups = head.split(':').filter(Boolean);
  if (tail !== undefined)
    groups.push(
      ...Array<string>(Math.max(0, 8 - groups.length - tail.split(':').filter(Boolean).length)).fill('0'),
      ...tail.split(':').filter(Boolean),
    );
  return groups
    .slice(0, 4)
    .map((g) => Number.parseInt(g, 16).toString(16))
    .join(':');
};
