import { randomInt } from 'node:crypto';

/** Agents with desk phones, each phone at an address of its own. */
export const ROBOTS = 12;
export const phonesFrom = () => `sip:{user}@127.${randomInt(64, 120)}.${randomInt(1, 250)}.{n}:5080`;
export const robot = (/** @type {number} */ n) => `robot${String(n).padStart(3, '0')}`;
/** Where calls to the world outside go: whoever stands there is everybody. */
export const TRUNK = '127.63.63.63';
