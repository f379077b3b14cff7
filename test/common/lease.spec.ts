import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Database } from '#common/db/database.js';
import { foundation, foundationDown, SchemaMigration } from '#common/db/migration.js';
import { Lease } from '#common/lease/lease.js';
import { useEngines } from '../engines.js';

class Init1700000000000 extends SchemaMigration {
  up_ = foundation();
  down_ = foundationDown;
}

const engines = useEngines();
const ttlMs = 600;

describe('the lease', () => {
  let db: Database;
  const held: Lease[] = [];
  const lease = (holder: string) => {
    const l = new Lease(db, { name: 'writer', holder, ttlMs });
    held.push(l);
    return l;
  };
  const gained = (l: Lease) => new Promise<number>((resolve) => l.onGained(resolve));
  const write = (l: Lease) => db.inTenant('main', (tx) => l.check(tx));

  beforeAll(async () => {
    db = new Database({
      url: engines.databaseUrl('routing'),
      pool: 6,
      service: 'routing',
      migrations: [Init1700000000000],
    });
    await db.migrate();
  });
  afterAll(async () => {
    for (const l of held) await l.stop();
    await db.close();
  });

  it('goes to one of two, and to the standby once the holder is gone, with a higher epoch', async () => {
    const [a, b] = [lease('a'), lease('b')];
    const first = gained(a);
    a.start();
    expect(await first).toBe(1);
    const second = gained(b);
    b.start();
    await expect(write(a)).resolves.toBeUndefined();
    await a.stop();
    expect(await second).toBe(2);
    await expect(write(b)).resolves.toBeUndefined();
  });

  it('refuses the write of a holder that slept through its expiry, though it still believes', async () => {
    const sleeper = lease('sleeper');
    sleeper.epoch = 1;
    await expect(write(sleeper)).rejects.toMatchObject({ code: 'LEASE.LOST' });
    expect(sleeper.epoch).toBe(0);
  });

  it('comes back at once to a holder that was killed and started again', async () => {
    const again = lease('b');
    const epoch = gained(again);
    const started = performance.now();
    again.start();
    expect(await epoch).toBe(3);
    expect(performance.now() - started).toBeLessThan(ttlMs);
  });
});
