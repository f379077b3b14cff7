import { afterAll, afterEach } from '@jest/globals';
import { spillwayAt } from './spillway.mjs';

/** The installation that all tests of a run share. */
export function useSpillway() {
  const home = process.env.SPILLWAY_TEST_HOME;
  if (!home) throw new Error('Run these tests by npm test, or with -c test/support/jest.config.mjs');
  const spillway = spillwayAt(home);
  afterAll(() => spillway.database.close());
  return spillway;
}

/** After each test: nothing of any call is left in Asterisk. What is left is hung up, so that one failure stays one. @param {import('./spillway.mjs').Spillway} spillway */
export function expectNothingLeft(spillway, within = 10_000) {
  afterEach(async () => {
    try {
      await spillway.asterisk.untilEmpty(within);
    } catch (error) {
      await spillway.asterisk.hangUpAll();
      throw error;
    }
  }, within + 10_000);
}
