/** Random numbers that are the same in every run with this seed (mulberry32). @param {number} seed */
export function randomOf(seed) {
  let a = seed >>> 0;
  const next = () => {
    a = (a + 0x6d2b79f5) >>> 0;
    let t = Math.imul(a ^ (a >>> 15), a | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const int = (/** @type {number} */ below) => Math.floor(next() * below);
  return {
    next,
    int,
    chance: (/** @type {number} */ share) => next() < share,
    /** @template T @param {readonly T[]} all */
    pick: (all) => /** @type {T} */ (all[int(all.length)]),
  };
}
