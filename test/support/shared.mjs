import { afterAll } from '@jest/globals';
import { spillwayAt } from './spillway.mjs';

/** The installation that all tests of a run share. */
export function useSpillway() {
  const home = process.env.SPILLWAY_TEST_HOME;
  if (!home) throw new Error('Run these tests by npm test, or with -c test/support/jest.config.mjs');
  const spillway = spillwayAt(home);
  afterAll(() => spillway.database.close());
  return spillway;
}
