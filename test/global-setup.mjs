import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '../deploy/engines/index.mjs';

/** One PostgreSQL for a whole Jest run; each spec file gets a database of its own in it (`useEngines`). */
export default async function setup() {
  const dir = mkdtempSync(join(tmpdir(), 'spillway-test-'));
  const postgres = await startPostgres({ dir, durable: false });
  process.env.SPILLWAY_TEST_PG_ADMIN = postgres.adminUrl;
  process.env.SPILLWAY_TEST_DIR = dir;
  globalThis.spillwayTestPostgres = postgres;
}
