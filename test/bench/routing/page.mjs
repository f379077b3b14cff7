import { table } from '../../soak/parts/write-down.mjs';

const seconds = (/** @type {number} */ ms) => (ms / 1000).toFixed(1);
const percent = (/** @type {number} */ share) => `${(100 * share).toFixed(1)} %`;
const signed = (/** @type {number} */ share) => `${share > 0 ? '+' : ''}${percent(share)}`;
const met = (/** @type {boolean} */ is) => (is ? 'met' : '**not met**');
/** @param {{mean: number, half: number}} i @param {(n: number) => string} show */
const pm = ({ mean, half }, show) => `${show(mean)} ± ${show(half)}`;
/** @param {any} v */
const change = (v) => `${signed(v.change)} (${signed(v.low)} to ${signed(v.high)})`;

/** The result for readers. @param {any} r what run.mjs writes as JSON */
export function page(r) {
  const { waiting: w, estimates: e } = r;
  return `# Bench: routing

\`npm run bench -- routing --seeds ${r.seeds.length} --from ${r.seeds[0]}\`. Days of ten hours from 60 agents with overlapping skills, languages, levels and paces
of their own, shifts, breaks, and desks left without a word; laws and sources in services/routing/src/traces. Every set of rules gets the same
days and the same people, and the same caller takes as long, picks up after as long and gives up after as long. ± and brackets: 95 % confidence over ${r.seeds.length} seeds
that were not used in development.

## Waiting

${table(
  ['rules', 'set up'],
  w.says.map((/** @type {any} */ s) => [s.name, s.says]),
)}

${table(
  [
    'day',
    'rules',
    'calls',
    'gave up',
    'mean wait, s',
    'p90 wait, s',
    'p99 wait, s',
    'p90 with those who gave up, s',
    'service level',
    'occupancy',
    'rang in vain',
  ],
  w.rows.map((/** @type {any} */ x) => [
    x.day,
    x.rules,
    Math.round(x.calls.mean),
    pm(x.abandonment, percent),
    seconds(x.waitMean.mean),
    pm(x.waitP90, seconds),
    seconds(x.waitP99.mean),
    seconds(x.stayedP90.mean),
    percent(x.serviceLevel.mean),
    percent(x.occupancy.mean),
    percent(x.inVain.mean),
  ]),
)}

Spillway (set up by skill) against each, paired by day and seed; the bar is p90 wait -15 %, abandonment -20 %:

${table(
  ['against', 'p90 wait', '', 'p99 wait', 'p90 with those who gave up', 'gave up', ''],
  w.verdicts.map((/** @type {any} */ v) => [
    v.rival,
    change(v.p90),
    met(v.p90.met),
    change(v.p99),
    change(v.stayedP90),
    change(v.abandonment),
    met(v.abandonment.met),
  ]),
)}

The rivals lose nothing here that they would not lose in life, and some things less: no races between queues for one member, no time for database or dialplan,
on-hook agents in VICIdial ring as quickly as ours. They differ from us by their rules, and by looking once a second.
Who gives each line's first caller the same chance, as app_queue does, answers the middle of those who wait sooner and the last of them later than who goes by arrival
over all lines, as we and VICIdial do: p90 of all callers lies in that middle where most find somebody free, p99 in the tail.

## The estimated wait

First estimates (p50 and p90) of callers who found nobody free and were answered. Loss: mean of the pinball losses of both quantiles, s a caller.
Bar: 30 % below both others, coverage within 5 points, the first 15 minutes of a surge apart.

${table(
  ['', 'callers', 'ours', 'Asterisk’s formula', 'last 20 waits', 'below them', '', 'within p50', 'within p90', ''],
  e.map((/** @type {any} */ x) => [
    x.what,
    x.judged,
    seconds(x.loss.ours),
    seconds(x.loss.asterisk),
    seconds(x.loss.last20),
    `${percent(x.below.asterisk)}, ${percent(x.below.last20)}`,
    met(x.met.loss),
    percent(x.covered.p50),
    percent(x.covered.p90),
    met(x.met.coverage),
  ]),
)}
`;
}
