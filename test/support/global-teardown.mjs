import { cpSync } from 'node:fs';

export default async function teardown() {
  const started = globalThis.spillwayStarted;
  if (!started) return;
  await started.stop();
  // For whoever looks into a failure.
  if (process.env.SPILLWAY_TEST_LOGS)
    cpSync(`${started.home}/logs`, process.env.SPILLWAY_TEST_LOGS, { recursive: true });
  started.remove();
}
