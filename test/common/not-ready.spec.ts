import { expect, it } from '@jest/globals';
import { Database } from '#common/db/database.js';
import { foundation, foundationDown, SchemaMigration } from '#common/db/migration.js';
import { useEngines } from '../engines.js';

class Init1700000000000 extends SchemaMigration {
  up_ = foundation();
  down_ = foundationDown;
}
const engines = useEngines();

it('a request that comes before the schema stands may be asked again; afterwards a missing table is a mistake of ours', async () => {
  const url = engines.databaseUrl('directory');
  const db = new Database({ url, pool: 2, service: 'directory', migrations: [Init1700000000000] });
  const ask = () => db.inTenant('main', (tx) => tx.query('select 1 from ledger'));
  try {
    await expect(ask()).rejects.toMatchObject({ code: 'DATABASE.NOT_READY', retryable: true });
    await expect(db.query('select 1 from lease')).rejects.toMatchObject({ code: 'DATABASE.NOT_READY' });
    await db.migrate();
    expect((await ask()).rows).toEqual([]);
    await expect(db.query('select 1 from nothing')).rejects.toMatchObject({ code: '42P01' });
  } finally {
    await db.close();
  }
});
