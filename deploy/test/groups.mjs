import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../appliance/bootstrap.mjs';

/**
 * @typedef {{ name: string, paths: string[], workers: number, browser: boolean, config?: string }} Group tests that one Jest runs
 */

/** These start whole installations, one after the other, and want the machine for themselves. */
const WHOLE = ['e2e', 'chaos', 'console', 'compat', 'load'];
/** These share one installation, which their own configuration of Jest starts. */
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
      ...(SHARED.includes(name) ? { config: 'test/support/jest.config.mjs' } : {}),
    }));
  return [
    across.find((g) => g.name === 'house'),
    { name: 'unit', paths: ['services/', 'deploy/'], workers: 2, browser: false },
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
    ? [{ name: 'unit', paths: services.map((name) => `services/${name}/`), workers: 2, browser: false }]
    : [];
  return [...units, ...groups.filter((group) => only.includes(group.name))];
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
