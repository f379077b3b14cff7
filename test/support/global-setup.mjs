import { existsSync } from 'node:fs';
import { startSpillway } from './installation.mjs';
import { phonesFrom, ROBOTS, TRUNK } from './robots.mjs';

/** `SPILLWAY_TEST_HOME` names an installation that runs already: for whoever writes a test and does not want to wait. */
export default async function setup() {
  if (process.env.SPILLWAY_TEST_HOME && existsSync(`${process.env.SPILLWAY_TEST_HOME}/run.json`)) return;
  const started = await startSpillway({
    env: {
      SPILLWAY_ASTERISK_COUNT: '2',
      SPILLWAY_DEMO_AGENTS: String(ROBOTS),
      SPILLWAY_DEMO_PHONE: phonesFrom(),
      SPILLWAY_TRUNK_CONTACT: `sip:${TRUNK}:5060`,
      // Other tests run beside it with an Asterisk of their own, which must not be starved.
      SPILLWAY_PRIORITIES: 'telephony=-2,routing=-2,nats=-2,asterisk=-2',
    },
  });
  globalThis.spillwayStarted = started;
  process.env.SPILLWAY_TEST_HOME = started.home;
}
