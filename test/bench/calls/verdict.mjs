/** @typedef {import('./pass.mjs').Pass} Pass */

/** A caller who waits longer than this for the INVITE to an agent who is free notices, ms. */
const KNEE_MS = 100;
/** So many of a hundred calls have to reach an agent. */
const CEILING_SHARE = 0.99;

/** All passes of one side at one rate as one; the middle one by p99, as one burst of the machine's other work must not decide. @param {Pass[]} passes */
function middle(passes) {
  return passes.toSorted((a, b) => (a.inviteMs.p99 ?? Infinity) - (b.inviteMs.p99 ?? Infinity))[
    (passes.length - 1) >> 1
  ];
}

/**
 * What the passes say together. Knee: the highest rate up to which p99 stays within 100 ms and no recording is short.
 * Ceiling: the highest rate up to which 99 of 100 calls reach an agent. Both within the rates that were tried.
 * @param {Pass[]} passes
 */
export function verdict(passes) {
  const rates = [...new Set(passes.map((p) => p.rate))].toSorted((a, b) => a - b);
  const of = (/** @type {string} */ side, /** @type {number} */ rate) =>
    middle(passes.filter((p) => p.side === side && p.rate === rate));
  const rows = rates.map((rate) => {
    const [ours, theirs] = [of('spillway', rate), of('app_queue', rate)];
    return {
      rate,
      ours,
      theirs,
      p50: ratio(ours.inviteMs.p50, theirs.inviteMs.p50),
      p99: ratio(ours.inviteMs.p99, theirs.inviteMs.p99),
    };
  });
  const upTo = (/** @type {'ours' | 'theirs'} */ side, /** @type {(p: Pass) => boolean} */ holds) => {
    const fails = rows.findIndex((row) => !holds(row[side]));
    return fails === -1 ? `at least ${rates.at(-1)}` : fails === 0 ? `below ${rates[0]}` : String(rates[fails - 1]);
  };
  const isSmooth = (/** @type {Pass} */ p) =>
    (p.inviteMs.p99 ?? Infinity) <= KNEE_MS && p.notReached === 0 && p.recordings.short === 0;
  const isServed = (/** @type {Pass} */ p) =>
    p.reachedAnAgent >= CEILING_SHARE * p.placed && p.failed <= (1 - CEILING_SHARE) * p.placed;
  const at10 = rows.find((row) => row.rate === 10);
  return {
    rows,
    knee: { spillway: upTo('ours', isSmooth), app_queue: upTo('theirs', isSmooth) },
    ceiling: { spillway: upTo('ours', isServed), app_queue: upTo('theirs', isServed) },
    bar: at10 && { p99: at10.ours.inviteMs.p99, appQueueP99: at10.theirs.inviteMs.p99, met: (at10.p99 ?? 2) <= 1 },
  };
}

const ratio = (/** @type {number | null} */ a, /** @type {number | null} */ b) =>
  a === null || !b ? null : Math.round((a / b) * 100) / 100;

/** @param {ReturnType<typeof verdict>} v */
export function printTable({ rows, knee, ceiling, bar }) {
  const line = (/** @type {Pass} */ p, /** @type {unknown} */ p99) => ({
    'calls/s': p.rate,
    side: p.side,
    calls: p.measured,
    'INVITE p50 ms': p.inviteMs.p50,
    'p99 ms': p.inviteMs.p99,
    'p99 to app_queue': p99,
    'no agent': p.notReached,
    failed: p.failed,
    'Asterisk ms/call': p.cpuPerCallMs.asterisk,
    'services ms/call': p.cpuPerCallMs.services,
    'stores ms/call': p.cpuPerCallMs.store,
    'SIPp ms/call': p.cpuPerCallMs.sipp,
    recordings: p.recordings.talks,
    'short > 200 ms': p.recordings.short,
  });
  console.table(rows.flatMap(({ ours, theirs, p99 }) => [line(ours, p99), line(theirs, '')]));
  console.log(
    `Knee (p99 within ${KNEE_MS} ms, no recording short), calls/s: Spillway ${knee.spillway}, app_queue ${knee.app_queue}`,
  );
  console.log(
    `Ceiling (99 of 100 reach an agent), calls/s: Spillway ${ceiling.spillway}, app_queue ${ceiling.app_queue}`,
  );
  if (bar)
    console.log(`Bar at 10 calls/s: p99 ${bar.p99} ms against ${bar.appQueueP99} ms: ${bar.met ? 'met' : 'NOT met'}`);
}
