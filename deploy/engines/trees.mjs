/**
 * @typedef {{ package: string, name: string, min: string, below: string }} Tested a range of versions we have seen work
 * @typedef {{ name: string, what: string, release: string, packages: string[], leftOut: string[], tested: Tested[], format: number }} TreeSpec
 */

/** Raise a tree's `format` whenever the way it is unpacked changes: its folder's name is made from all this. */

/** @type {TreeSpec} Debian testing: the stable release's Asterisk and NATS are too old for us */
export const ENGINES = {
  name: 'tree',
  what: 'the engines (Asterisk, NATS, espeak-ng, SoX, SIPp)',
  release: 'forky',
  packages: ['base-files', 'asterisk', 'asterisk-modules', 'nats-server', 'espeak-ng', 'sox', 'sip-tester'],
  leftOut: [],
  tested: [
    { package: 'asterisk', name: 'Asterisk', min: '22.5', below: '23' },
    { package: 'nats-server', name: 'NATS', min: '2.15', below: '2.16' },
  ],
  format: 1,
};

/** @type {TreeSpec} of the machine's own release, because it runs on the machine's own C library */
export const BROWSER = {
  name: 'browser',
  what: 'a browser for the tests (Chromium and fonts)',
  release: '',
  packages: ['chromium', 'fonts-dejavu-core'],
  // The C library and its loader are the machine's: a loader takes no other C library than its own.
  leftOut: ['libc6', 'libc-bin'],
  tested: [],
  format: 1,
};

/**
 * @param {string} version
 * @param {Tested} range
 */
export const isTested = (version, range) => compare(version, range.min) >= 0 && compare(version, range.below) < 0;

/** @param {string} a @param {string} b dotted numbers */
function compare(a, b) {
  const [x, y] = [a, b].map((v) => v.split('.').map(Number));
  for (let i = 0; i < Math.max(x.length, y.length); i++) {
    const difference = (x[i] ?? 0) - (y[i] ?? 0);
    if (difference) return difference;
  }
  return 0;
}
