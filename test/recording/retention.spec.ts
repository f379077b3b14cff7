import { existsSync, mkdirSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ManualClock } from '#common/clock/clock.js';
import { Database } from '#common/db/database.js';
import { uuidv7 } from '#common/ids/ids.js';
import type { Lifecycle } from '#common/lifecycle.js';
import type { Config } from '../../services/recording/src/config.js';
import { First1700000000001 } from '../../services/recording/src/migrations/1700000000001-first.js';
import { Retention } from '../../services/recording/src/retention/retention.js';
import { Sealer } from '../../services/recording/src/store/sealer.js';
import { useEngines } from '../engines.js';

const engines = useEngines();

describe('recordings whose time is over', () => {
  let db: Database;
  let retention: Retention;
  let sealer: Sealer;
  beforeAll(async () => {
    db = new Database({
      url: engines.databaseUrl('recording'),
      pool: 2,
      service: 'recording',
      migrations: [First1700000000001],
    });
    await db.migrate();
    const config = { tenant: 'main', dir: engines.dir, masterKey: '00'.repeat(32) } as Config;
    sealer = new Sealer(config);
    retention = new Retention(config, db, sealer, new ManualClock(1_000), {} as Lifecycle);
    mkdirSync(sealer.pathOf(''), { recursive: true });
  });
  afterAll(() => db.close());

  const insert = (file: string) =>
    db.inTenant('main', (tx) =>
      tx.query(
        `insert into recording (tenant, id, interaction_id, reservation_id, node, channel, state, reason, started_at, delete_at, file, wrapped_key)
         values ('main', $1, $1, $1, 'a', '1.1', 'sealed', 'quality', 0, 1, $2, '\\x00')`,
        [uuidv7(1), file],
      ),
    );
  const named = async () => {
    const { rows } = await db.inTenant('main', (tx) =>
      tx.query<{ file: string }>('select file from recording where file is not null'),
    );
    return rows.map((row) => row.file);
  };

  it('lose their files even when one could not be removed at first', async () => {
    // A folder of that name: what cannot be removed, like a file in a folder that became read-only.
    mkdirSync(join(sealer.pathOf('stuck'), 'inside'), { recursive: true });
    await insert('stuck');
    await insert('other');
    writeFileSync(sealer.pathOf('other'), '');
    await retention.turn();
    expect(existsSync(sealer.pathOf('other'))).toBe(false);
    expect(await named()).toEqual(['stuck']);
    rmdirSync(join(sealer.pathOf('stuck'), 'inside'));
    rmdirSync(sealer.pathOf('stuck'));
    writeFileSync(sealer.pathOf('stuck'), '');
    await retention.turn();
    expect(existsSync(sealer.pathOf('stuck'))).toBe(false);
    expect(await named()).toEqual([]);
  });
});
