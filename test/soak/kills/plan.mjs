import { shuffled } from './random.mjs';

/** What runs and may die. */
export const SERVICES = [
  'telephony',
  'routing',
  'recording',
  'reporting',
  'customers',
  'directory',
  'crossing',
  'agent',
  'console',
];
export const ENGINES = ['asterisk', 'nats', 'postgresql'];
/** Where a call may be. `arriving`: Asterisk has just made her channel. */
export const STEPS = ['arriving', 'greeting', 'menu', 'queue', 'ringing', 'talk', 'hold', 'transfer', 'wrap-up'];
/** Engines take part a few times: one time in so many. */
const ENGINE_EVERY = 8;

/**
 * Which process dies at which step of a call: as long as there is room each service and each step comes up before any comes twice.
 * @param {() => number} random
 * @param {number} kills
 * @returns {{ victim: string, step: string }[]}
 */
export function planOf(random, kills) {
  const services = rounds(random, SERVICES, kills);
  const engines = rounds(random, ENGINES, kills);
  const steps = rounds(random, STEPS, kills);
  return Array.from({ length: kills }, (_, i) => {
    const isEngine = i % ENGINE_EVERY === ENGINE_EVERY - 1;
    return {
      victim: /** @type {string} */ (isEngine ? engines.pop() : services.pop()),
      step: /** @type {string} */ (steps.pop()),
    };
  });
}

/** @param {() => number} random @param {string[]} all @param {number} count */
const rounds = (random, all, count) =>
  Array.from({ length: Math.ceil(count / all.length) }, () => shuffled(random, all)).flat();
