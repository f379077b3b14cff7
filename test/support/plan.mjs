/** Where a call can be when something is killed. */
export const STEPS = ['greeting', 'menu', 'queue', 'ringing', 'talk', 'wrap-up'];

/**
 * Who is killed while a caller is where: each service at each step as far as the number of kills goes, engines among them.
 * @param {number} seed the same seed gives the same plan
 * @param {number} count
 * @param {string[]} services
 * @returns {{ victim: string, node?: string, step: string }[]}
 */
export function planOf(seed, count, services) {
  const random = mulberry32(seed);
  const shuffled = (/** @type {any[]} */ list) => {
    const copy = [...list];
    for (let i = copy.length - 1; i > 0; i--) {
      const j = Math.floor(random() * (i + 1));
      [copy[i], copy[j]] = [copy[j], copy[i]];
    }
    return copy;
  };
  // Every service once with a step of its own comes first, so that short runs are fair too.
  const engines = [{ victim: 'asterisk', node: 'b', step: 'talk' }, { victim: 'nats', step: 'queue' }, { victim: 'postgresql', step: 'ringing' }];
  const first = shuffled(services).map((victim, i) => ({ victim, step: STEPS[i % STEPS.length] }));
  const every = shuffled(services.flatMap((victim) => STEPS.map((step) => ({ victim, step }))));
  const rest = every.filter((e) => !first.some((f) => f.victim === e.victim && f.step === e.step));
  return shuffled([...first, ...engines, ...rest].slice(0, count));
}

/** A small seeded generator (public domain algorithm by Tommy Ettinger). @param {number} seed */
function mulberry32(seed) {
  let a = seed >>> 0;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
