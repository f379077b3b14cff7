import { figures, generate, interval, occupancy, RULES, run } from './parts.mjs';

/** Ours against the others: less than theirs by this share. */
const BAR = { p90: 0.15, abandonment: 0.2 };

/** @param {string[]} days @param {number[]} seeds */
export async function waiting(days, seeds) {
  const runs = [];
  for (const day of days)
    for (const seed of seeds) {
      const trace = generate({ day, seed });
      for (const rules of RULES) {
        const outcome = run(rules.setUp ? rules.setUp(trace) : trace, rules.floor);
        const { calls, abandonment, waitMean, waitP90, waitP99, stayedP90, serviceLevel } = figures(outcome);
        const one = {
          day,
          seed,
          rules: rules.name,
          calls,
          abandonment,
          waitMean,
          waitP90,
          waitP99,
          stayedP90,
          serviceLevel,
        };
        runs.push({ ...one, occupancy: occupancy(outcome), inVain: outcome.missed / outcome.rings });
      }
      // A long computation, told as it goes.
      process.stderr.write(`\r${day} ${seed}   `);
    }
  process.stderr.write('\r');
  const rows = days.flatMap((day) =>
    RULES.map(({ name }) => {
      const mine = runs.filter((r) => r.day === day && r.rules === name);
      const of = (/** @type {string} */ key) => interval(mine.map((/** @type {any} */ r) => r[key]));
      const keys = [
        'calls',
        'abandonment',
        'waitMean',
        'waitP90',
        'waitP99',
        'stayedP90',
        'serviceLevel',
        'occupancy',
        'inVain',
      ];
      return { day, rules: name, ...Object.fromEntries(keys.map((key) => [key, of(key)])) };
    }),
  );
  const against = RULES.map((r) => r.name).filter((name) => !name.startsWith('spillway'));
  return {
    says: RULES.map(({ name, says }) => ({ name, says })),
    rows,
    verdicts: against.map((name) => verdict(runs, name)),
  };
}

/** Paired by day and seed, so that what makes a day hard for all is taken out. @param {any[]} runs @param {string} rival */
function verdict(runs, rival) {
  const ours = runs.filter((r) => r.rules === 'spillway');
  const pairs = ours.map((a) => [a, runs.find((b) => b.rules === rival && b.day === a.day && b.seed === a.seed)]);
  const change = (/** @type {string} */ key) => {
    const { mean, half } = interval(pairs.map(([a, b]) => Math.log(a[key] / b[key])));
    return { change: Math.exp(mean) - 1, low: Math.exp(mean - half) - 1, high: Math.exp(mean + half) - 1 };
  };
  const p90 = change('waitP90');
  const abandonment = change('abandonment');
  return {
    rival,
    p90: { ...p90, met: p90.change <= -BAR.p90 },
    p99: change('waitP99'),
    stayedP90: change('stayedP90'),
    abandonment: { ...abandonment, met: abandonment.change <= -BAR.abandonment },
  };
}
