// npm run bench -- calls [--quick] [--rates 5,10,15,20,25] [--seconds 30] [--hold 10] [--repeat 1] [--docs]
// Caller's INVITE to agent's INVITE, our whole path against Asterisk's app_queue, on one Asterisk, in turns.
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { machine, writeDown } from '../../soak/parts/write-down.mjs';
import { setWrapUp, startCrew } from '../../support/crew.mjs';
import { startSpillway } from '../../support/installation.mjs';
import { OUTSIDE, outsideFirst } from '../../support/outside.mjs';
import { address } from '../../support/sip/parties.mjs';
import { spillwayAt } from '../../support/spillway.mjs';
import { setUpAppQueue } from './app-queue.mjs';
import { prioritiesOf } from './cpu.mjs';
import { page } from './page.mjs';
import { pass } from './pass.mjs';
import { printTable, verdict } from './verdict.mjs';

const { values } = parseArgs({
  options: {
    docs: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
    rates: { type: 'string' },
    seconds: { type: 'string' },
    hold: { type: 'string', default: '10' },
    repeat: { type: 'string', default: '1' },
  },
});
const rates = (values.rates ?? (values.quick ? '10' : '5,10,15,20,25')).split(',').map(Number);
const seconds = Number(values.seconds ?? (values.quick ? 15 : 30));
const holdMs = Number(values.hold) * 1000;
/** Callers who talk, agents in wrap-up, and some to spare: nobody shall wait for want of an agent. */
const agents = Math.ceil(Math.max(...rates) * (holdMs / 1000 + 2.5)) + 10;

const WARM_UP_S = 12;

const dir = mkdtempSync(join(tmpdir(), 'spillway-bench-calls-'));
const phoneLog = join(dir, 'phones.log');
const ip = address();
const load = loadavg();
console.log(`Load of the machine before: ${load.map((l) => l.toFixed(1)).join(' ')}; ${agents} agents come to work`);
const started = await startSpillway({
  env: {
    SPILLWAY_DEMO_AGENTS: String(agents),
    SPILLWAY_DEMO_PHONE: `sip:{user}@${ip}:5080`,
    SPILLWAY_MAX_CALLS: '2000',
    SPILLWAY_MAX_CALLS_PER_SECOND: '500',
  },
});
outsideFirst();
let crew;
process.on('SIGINT', () => void end().then(() => process.exit(130)));
try {
  const spillway = spillwayAt(started.home);
  await setWrapUp(spillway, 1000);
  crew = await startCrew(spillway, {
    count: agents,
    ip,
    script: { stamped: true },
    args: ['-trace_logs', '-log_file', phoneLog],
  });
  await setUpAppQueue(spillway, { members: agents, ip });
  const phones = { pid: crew.phones.pid, log: phoneLog };
  const passes = [];
  // Node compiles while it runs: the first calls of a process cost several times what later ones do.
  for (const side of /** @type {const} */ (['spillway', 'app_queue']))
    await pass(spillway, { side, rate: 5, seconds: WARM_UP_S, holdMs: 2000, phones });
  for (const rate of rates)
    for (let turn = 0; turn < Number(values.repeat); turn++)
      for (const side of /** @type {const} */ (turn % 2 ? ['app_queue', 'spillway'] : ['spillway', 'app_queue'])) {
        const one = await pass(spillway, { side, rate, seconds, holdMs, phones });
        const { inviteMs, notReached, recordings, cpuPercent } = one;
        console.log(
          `${rate}/s ${side}: p50 ${inviteMs.p50} p99 ${inviteMs.p99} ms, ${notReached} without an agent, ${recordings.short} recordings short, Asterisk ${cpuPercent.asterisk} %, machine ${cpuPercent.machine} % of a core`,
        );
        passes.push(one);
      }
  const result = verdict(passes);
  const priorities = { sipp: `rt${OUTSIDE.realtime}`, ...prioritiesOf(spillway) };
  printTable(result);
  console.log('Process priorities (rt: real time, else nice):', JSON.stringify(priorities));
  const what = { machine: machine(), load: { before: load, after: loadavg() }, agents, holdMs, seconds, priorities };
  const whole = { ...what, ...result, passes };
  writeDown('bench', 'calls', { result: whole, page: page(whole), docs: values.docs });
} finally {
  await end();
}
process.exit(0);

async function end() {
  await crew?.stop().catch(() => {});
  await started.stop();
  if (!process.env.SPILLWAY_BENCH_KEEP) started.remove();
  rmSync(dir, { recursive: true, force: true });
}
