import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../appliance/bootstrap.mjs';

/**
 * @typedef {object} Group tests that one Jest runs
 * @property {string} name
 * @property {string[]} paths
 * @property {number} workers
 * @property {boolean} browser
 * @property {boolean} whole about a whole installation: mostly waits for rings, voices and time limits, and wants its turn at once
 *   when it does not; the other tests run beside them
 * @property {boolean} [computes] nothing in it waits for anybody: it takes what the others leave of the processor. Tests with an
 *   Asterisk of their own are not such: it would miss its time limits.
 * @property {string} [config]
 */

/** These are about one installation that runs all the time, one after the other; `install` starts and stops its own. */
const WHOLE = ['e2e', 'chaos', 'console', 'compat', 'load'];
/** Type-check, lint and the tests of single parts. */
const COMPUTES = ['house', 'unit'];
/** These share one installation, which their own configuration of Jest starts: they are one run. */
const SHARED = ['e2e', 'chaos'];

/**
 * All tests, in the order of running: what is quick and basic fails first.
 * @returns {Group[]}
 */
export function allGroups() {
  const folders = readdirSync(join(ROOT, 'test')).filter((name) => hasSpec(join(ROOT, 'test', name)));
  const rank = (/** @type {string} */ name) => (name === 'house' ? -1 : WHOLE.indexOf(name) + 1);
  const across = folders
    .sort((a, b) => rank(a) - rank(b))
    .map((name) => ({
      name,
      paths: [`test/${name}/`],
      workers: 1,
      browser: WHOLE.includes(name),
      whole: WHOLE.includes(name),
      computes: COMPUTES.includes(name),
      ...(SHARED.includes(name) ? { config: 'test/support/jest.config.mjs' } : {}),
    }));
  return [
    across.find((g) => g.name === 'house'),
    { name: 'unit', paths: ['services/', 'deploy/'], workers: 2, browser: false, whole: false, computes: true },
    ...across.filter((g) => g.name !== 'house'),
  ].filter((g) => g !== undefined);
}

/**
 * What `--only` asks for: names of groups, or of services, whose own tests and those about them run then.
 * @param {Group[]} groups
 * @param {string[]} only
 * @returns {Group[]}
 */
export function chosen(groups, only) {
  if (!only.length) return groups;
  const services = only.filter((name) => existsSync(join(ROOT, 'services', name)));
  const units = services.length
    ? [
        {
          name: 'unit',
          paths: services.map((name) => `services/${name}/`),
          workers: 2,
          browser: false,
          whole: false,
          computes: true,
        },
      ]
    : [];
  return [...units, ...groups.filter((group) => only.includes(group.name))];
}

/**
 * The groups as they run: those that share an installation in one go.
 * @param {Group[]} groups
 * @returns {Group[]}
 */
export function merged(groups) {
  const [first, ...more] = groups.filter((group) => SHARED.includes(group.name));
  if (!first) return groups;
  const names = [first, ...more].map((group) => group.name);
  const all = { ...first, name: names.join(', '), paths: [first, ...more].flatMap((group) => group.paths) };
  return groups.flatMap((group) => (group === first ? [all] : more.includes(group) ? [] : [group]));
}

/** @param {string} path @returns {boolean} */
function hasSpec(path) {
  try {
    return readdirSync(path, { recursive: true }).some((name) => /\.spec\.(ts|mjs)$/.test(String(name)));
  } catch (error) {
    if (error.code === 'ENOTDIR') return false;
    throw error;
  }
}
