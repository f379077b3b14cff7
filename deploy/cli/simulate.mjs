import { readFileSync, writeFileSync } from 'node:fs';
import { build } from '../appliance/build.mjs';
import { bold, columns, dim } from '../appliance/paint.mjs';
import { sayOnStderr } from '../engines/say.mjs';
import { UsageError } from './help.mjs';
import { readOptions } from './options.mjs';

const DEFAULTS = { trace: '', day: 'monday', seed: 7, agents: '', rules: 'spillway', write: '', json: false };
const PARTS = '../../dist/services/routing/src';

/**
 * `spillway simulate`: a day through the same core that the product runs, with the day's own clock.
 * @param {string[]} words
 * @returns {Promise<number>}
 */
export async function simulate(words) {
  const options = readOptions(words, DEFAULTS);
  await build(['routing'], sayOnStderr);
  const { RULES } = await import(`${PARTS}/twin/rules.js`);
  const { run } = await import(`${PARTS}/twin/world.js`);
  const chosen = options.rules.split(',').map((name) => {
    const found = RULES.find((/** @type {any} */ r) => r.name === name);
    if (found) return found;
    throw new UsageError(`--rules is one or more of ${RULES.map((/** @type {any} */ r) => r.name).join(', ')}.`);
  });
  const trace = await dayOf(options);
  const runs = [];
  for (const rules of chosen) {
    const began = performance.now();
    const outcome = run(rules.setUp ? rules.setUp(trace) : trace, rules.floor);
    runs.push(await told(rules, outcome, performance.now() - began));
  }
  const { day, seed, agents } = trace.head;
  if (options.json) console.log(JSON.stringify({ day, seed, agents: agents.length, runs }, null, 2));
  else console.log(page(trace.head, runs));
  return 0;
}

/** @param {typeof DEFAULTS} options */
async function dayOf({ trace: file, day, seed, agents, write }) {
  const { generate, AGENTS } = await import(`${PARTS}/traces/generate.js`);
  const { DAYS } = await import(`${PARTS}/traces/kinds.js`);
  const { readTrace, writeTrace } = await import(`${PARTS}/traces/trace.js`);
  if (file) {
    if (agents) throw new UsageError('--agents goes with --day: a trace names its agents itself.');
    return readTrace(readFileSync(file, 'utf8'));
  }
  if (!DAYS.includes(day)) throw new UsageError(`--day is one of ${DAYS.join(', ')}.`);
  const count = /^([+]?)(\d{1,4})$/.exec(agents || '+0');
  if (!count || (!count[1] && Number(count[2]) < 1))
    throw new UsageError('--agents is how many there are, such as 40, or how many more come, such as +2.');
  const n = Number(count[2]);
  const made = generate({ day, seed, ...(count[1] ? { agents: AGENTS, more: n } : { agents: n }) });
  if (write) writeFileSync(write, writeTrace(made));
  return made;
}

/** @param {any} rules @param {any} outcome @param {number} tookMs */
async function told(rules, outcome, tookMs) {
  const { figures, occupancy } = await import(`${PARTS}/twin/outcome.js`);
  const queues = outcome.queues.map((/** @type {any} */ q) => ({ queue: q.id, ...figures(outcome, q.id) }));
  return {
    rules: rules.name,
    says: rules.says,
    tookMs: Math.round(tookMs),
    occupancy: occupancy(outcome),
    ringsInVain: outcome.missed,
    ...figures(outcome),
    queues,
  };
}

const seconds = (/** @type {number} */ ms) => `${(ms / 1000).toFixed(1)} s`;
const percent = (/** @type {number} */ share) => `${(100 * share).toFixed(1)} %`;

/** @param {any} head @param {any[]} runs */
function page(head, runs) {
  const parts = [`${bold(head.day)} ${dim(`seed ${head.seed}, ${head.agents.length} agents`)}`];
  for (const r of runs) {
    const line = (/** @type {string} */ name, /** @type {any} */ f) => [
      name,
      String(f.calls),
      percent(f.abandonment),
      seconds(f.waitMean),
      seconds(f.waitP50),
      seconds(f.waitP90),
      percent(f.serviceLevel),
    ];
    parts.push(
      '',
      `${bold(r.rules)} ${dim(`${r.says}; occupancy ${percent(r.occupancy)}, ${r.ringsInVain} rang in vain, simulated in ${seconds(r.tookMs)}`)}`,
      columns([
        ['queue', 'calls', 'gave up', 'mean wait', 'p50', 'p90', 'service level'].map(dim),
        ...r.queues.map((/** @type {any} */ q) => line(q.queue, q)),
        line('all', r),
      ]),
    );
  }
  return parts.join('\n');
}
