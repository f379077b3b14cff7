// npm run soak -- kills [--kills 50] [--count 500] [--rate 3] [--seed 1] [--docs]
// kill -9 under calls, victim and step on record; afterwards every caller must be accounted for by all who count.
import { loadavg } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { setWrapUp, startCrew } from '../../support/crew.mjs';
import { startSpillway } from '../../support/installation.mjs';
import { outsideFirst } from '../../support/outside.mjs';
import { address } from '../../support/sip/parties.mjs';
import { spillwayAt } from '../../support/spillway.mjs';
import { sumOf } from '../parts/callers.mjs';
import { conclude, endAll } from '../parts/conclude.mjs';
import { leftOver, reportOf } from '../parts/left.mjs';
import { recordingsSince } from '../parts/recordings.mjs';
import { machine } from '../parts/write-down.mjs';
import { account } from './account.mjs';
import { startCrowds } from './crowds.mjs';
import { busyHands } from './hands.mjs';
import { page } from './page.mjs';
import { planOf } from './plan.mjs';
import { randomOf } from './random.mjs';
import { strike } from './strike.mjs';
import { verdict } from './verdict.mjs';
import { watchCalls } from './watch.mjs';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '50' },
    count: { type: 'string', default: '500' },
    rate: { type: 'string', default: '3' },
    duration: { type: 'string', default: '14' },
    seed: { type: 'string', default: '1' },
    docs: { type: 'boolean', default: false },
  },
});
const [kills, count, rate, duration, seed] = [
  values.kills,
  values.count,
  values.rate,
  values.duration,
  values.seed,
].map(Number);
const random = randomOf(seed);
const plan = planOf(random, kills);
const agents = Math.ceil(rate * (duration + 6)) + 10;
const ip = address();
const started = await startSpillway({
  env: {
    SPILLWAY_ASTERISK_COUNT: '2',
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
  await setWrapUp(spillway, 1500);
  crew = await startCrew(spillway, { count: agents, ip, script: { rings: 400 } });
  const calls = watchCalls(spillway, crew);
  const hands = busyHands(crew, random);
  const load = loadavg();
  const from = Date.now();
  const crowds = startCrowds(started.home, { count, rate, duration });
  /** @type {Awaited<ReturnType<typeof strike>>[]} */
  const struck = [];
  const gap = ((count / rate) * 1000) / (kills + 1);
  await delay(5000);
  for (const [i, target] of plan.entries()) {
    const next = from + 5000 + i * gap;
    await delay(Math.max(200, next - Date.now()));
    const one = await strike(spillway, calls, { ...target, node: random() < 0.5 ? 'a' : 'b' });
    console.log(
      `${i + 1}. ${one.victim} at ${one.step}${one.found ? '' : ' (nobody was there)'}: runs after ${one.runningMs} ms, ready after ${one.readyMs} ms; ${JSON.stringify(one.steps)}`,
    );
    struck.push(one);
  }
  const sipp = sumOf(await crowds.end());
  hands.stop();
  const left = await leftOver(spillway, 90_000);
  calls.stop();
  const recordings = await recordingsSince(spillway, from);
  const casualties = new Set(struck.flatMap((s) => s.under));
  const counted = await account(spillway, { from, casualties });
  const report = await reportOf(spillway, from);
  const facts = { sipp, counted, report, recordings, left, struck, hands: hands.done };
  const checks = verdict(facts, kills);
  const result = { machine: machine(), load, seed, options: { ...values }, agents, checks, ...facts };
  const show = { sipp, counted, report, left, hands: hands.done, recordings: recordings.findings };
  failed = conclude('kills', { result, show, page: page(result), docs: values.docs });
} finally {
  await end();
}
process.exit(failed ? 1 : 0);

function end() {
  return endAll(started, crew);
}
