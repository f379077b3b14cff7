// npm run bench -- routing-core [--agents 1000,3000,10000] [--waiting 5000] [--events 20000]
// Routing's core alone, in one process, without bus and database: what one decision costs, and how that grows with agents.
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { figures } from './figures.mjs';
import { Floor } from './floor.mjs';

const { values } = parseArgs({
  options: {
    agents: { type: 'string', default: '1000,3000,10000' },
    waiting: { type: 'string', default: '5000' },
    events: { type: 'string', default: '20000' },
    seed: { type: 'string', default: '1' },
  },
});
/** A decision may take so long at the largest number of agents, in all but one case of a hundred, ms. */
const BAR_MS = 1;

const sizes = values.agents.split(',').map(Number);
const results = [];
for (const busy of [true, false])
  for (const agents of sizes) {
    const floor = new Floor({ agents, waiting: busy ? Number(values.waiting) : 0, seed: Number(values.seed), busy });
    floor.run(Number(values.events) / 4);
    floor.spent.clear();
    floor.run(Number(values.events));
    results.push(figures(floor));
  }
console.log(
  '500 skills, 1,000 queues; full: everybody talks and so many wait; quiet: three in ten are free and nobody waits',
);
console.table(
  results.map(({ situation, agents, waiting, offers, p50, p99, p999, setUp, tick }) => ({
    situation,
    agents,
    waiting,
    offers,
    'p50 µs': p50,
    'p99 µs': p99,
    'p99.9 µs': p999,
    'set-up ms': setUp,
    'tick ms': tick,
  })),
);
const failed = [];
for (const situation of ['full', 'quiet']) {
  const of = results.filter((r) => r.situation === situation);
  const [first, last] = [of[0], of.at(-1)];
  if (last.p99 >= BAR_MS * 1000)
    failed.push(`${situation}: p99 ${last.p99} µs at ${last.agents} agents is not below ${BAR_MS} ms`);
  if (of.length < 2) continue;
  const growth = last.p99 / first.p99;
  const linear = last.agents / first.agents;
  console.log(`${situation}: ${linear} times the agents, ${growth.toFixed(2)} times the p99`);
  if (growth >= linear) failed.push(`${situation}: it grows as fast as the agents or faster`);
}
const home = join(process.env.SPILLWAY_HOME || '.spillway', 'bench');
mkdirSync(home, { recursive: true });
const machine = `${cpus().length} x ${cpus()[0]?.model}`;
writeFileSync(
  join(home, 'routing-core.json'),
  `${JSON.stringify({ machine, node: process.version, results }, null, 2)}\n`,
);
console.log(`${machine}; written to ${join(home, 'routing-core.json')}`);
for (const line of failed) console.error(line);
process.exit(failed.length > 0 ? 1 : 0);
