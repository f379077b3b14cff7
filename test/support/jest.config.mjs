/** Tests of the whole product: one installation for all of them, one test file after the other. */
export default {
  rootDir: '../..',
  testEnvironment: 'node',
  roots: ['<rootDir>/test/e2e', '<rootDir>/test/chaos'],
  testRegex: '\\.spec\\.mjs$',
  moduleFileExtensions: ['mjs', 'js', 'cjs', 'json'],
  transform: {},
  globalSetup: '<rootDir>/test/support/global-setup.mjs',
  globalTeardown: '<rootDir>/test/support/global-teardown.mjs',
  testSequencer: '<rootDir>/test/support/sequencer.mjs',
  // They share two cores, one Asterisk and one day’s figures.
  maxWorkers: 1,
  testTimeout: 60_000,
};
