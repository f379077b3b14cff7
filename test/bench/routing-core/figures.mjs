/** @param {number[]} sorted @param {number} share */
const at = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
const micros = (/** @type {number} */ ms) => Math.round(ms * 1000);

/** What one floor showed: of all batches that had to decide, whether they came to an offer or not. @param {import('./floor.mjs').Floor} floor */
export function figures(floor) {
  const all = [...floor.spent.values()].flat().sort((a, b) => a - b);
  return {
    situation: floor.busy ? 'full' : 'quiet',
    agents: floor.agents.length,
    waiting: floor.state.waiting.size,
    offers: floor.offers,
    p50: micros(at(all, 0.5)),
    p99: micros(at(all, 0.99)),
    p999: micros(at(all, 0.999)),
    setUp: Math.round(floor.setUpMs),
    tick: Number(floor.tickMs().toFixed(2)),
    byKind: Object.fromEntries(
      [...floor.spent].map(([kind, spent]) => {
        const sorted = spent.toSorted((a, b) => a - b);
        return [kind, { count: sorted.length, p50: micros(at(sorted, 0.5)), p99: micros(at(sorted, 0.99)) }];
      }),
    ),
  };
}
