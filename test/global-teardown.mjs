import { rmSync } from 'node:fs';

export default async function teardown() {
  await globalThis.spillwayTestPostgres?.stop();
  rmSync(process.env.SPILLWAY_TEST_DIR, { recursive: true, force: true });
}
