// npm run soak -- ceiling [--calls n] [--persecond 40] [--hold 20] [--times 3] [--docs]
// Three times as many callers as an installation takes: who is admitted is served whole, who is not is told at once.
// Without --calls it is what an installation takes by default.
import { loadavg } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { readSettings } from '../../../deploy/appliance/settings.mjs';
import { setWrapUp, startCrew } from '../../support/crew.mjs';
import { startSpillway } from '../../support/installation.mjs';
import { crowd, sumOf } from '../../support/sip/crowd.mjs';
import { address, caller } from '../../support/sip/parties.mjs';
import { spillwayAt } from '../../support/spillway.mjs';
import { conclude, endAll } from '../parts/conclude.mjs';
import { leftOver } from '../parts/left.mjs';
import { recordingsSince } from '../parts/recordings.mjs';
import { machine } from '../parts/write-down.mjs';
import { page } from './page.mjs';
import { listenIn } from './probes.mjs';
import { verdict } from './verdict.mjs';

const { values } = parseArgs({
  options: {
    calls: { type: 'string', default: String(readSettings({}).maxCalls) },
    persecond: { type: 'string', default: '40' },
    hold: { type: 'string', default: '20' },
    times: { type: 'string', default: '3' },
    docs: { type: 'boolean', default: false },
  },
});
const [calls, perSecond, hold, times] = [values.calls, values.persecond, values.hold, values.times].map(Number);
const holdMs = hold * 1000;
/** Long enough for every line to be used twice. */
const seconds = 2 * hold;
const rate = (times * calls) / hold;
const agents = calls + 5;
const ip = address();
const started = await startSpillway({
  env: {
    SPILLWAY_MAX_CALLS: String(calls),
    SPILLWAY_MAX_CALLS_PER_SECOND: String(perSecond),
    SPILLWAY_DEMO_AGENTS: String(agents),
    SPILLWAY_DEMO_PHONE: `sip:{user}@${ip}:5080`,
  },
});
outsideFirst();
let crew;
let failed = true;
process.on('SIGINT', () => void end().then(() => process.exit(130)));
try {
  const spillway = spillwayAt(started.home);
  await setWrapUp(spillway, 0);
  crew = await startCrew(spillway, { count: agents, ip });
  const pids = () => spillway.run().services.map((/** @type {any} */ s) => s.pid);
  const pidsBefore = pids();
  const from = Date.now();
  const load = loadavg();
  const probes = listenIn(spillway, { count: 8, overMs: seconds * 1000, holdMs });
  const steady = await crowd(spillway.sip(), { rate, count: Math.round(rate * seconds), holdMs, prefix: '+4871' });
  // And in the middle of it, for a second, three times as many as are let in within a second.
  await delay((seconds * 1000) / 2);
  const shock = await crowd(spillway.sip(), {
    rate: times * perSecond,
    count: times * perSecond,
    holdMs,
    prefix: '+4872',
  });
  await Promise.all([steady.ended, shock.ended]);
  const heard = await probes;
  const over = Date.now();
  const left = await leftOver(spillway);
  const restAfterMs = Date.now() - over;
  const next = await caller(spillway, { hangUp: 1500 });
  const nextBegan = Date.now();
  const nextEnded = await next.ended;
  const nextMs = Date.now() - nextBegan;
  const recordings = await recordingsSince(spillway, from);
  const sipp = sumOf([steady.counted(), shock.counted()]);
  const facts = {
    ...{ calls, perSecond, hold, times, rate, agents, sipp, heard, recordings, left, restAfterMs },
    sameProcesses: JSON.stringify(pids()) === JSON.stringify(pidsBefore),
    next: { ended: nextEnded, ms: nextMs },
  };
  const checks = verdict(facts);
  const result = { machine: machine(), load, checks, ...facts };
  const show = { sipp, heard, left, restAfterMs, next: facts.next, recordings: recordings.findings };
  failed = conclude('ceiling', { result, show, page: page(result), docs: values.docs });
} finally {
  await end();
}
process.exit(failed ? 1 : 0);

function end() {
  return endAll(started, crew);
}
