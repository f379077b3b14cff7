// npm run soak -- calls [--count 500] [--rate 10] [--duration 8] [--to 1001] [--docs]
// A crowd by `npx spillway call`; afterwards nothing may be left, everything recorded, and all who count agree.
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { setWrapUp, startCrew } from '../../support/crew.mjs';
import { startSpillway } from '../../support/installation.mjs';
import { outsideFirst } from '../../support/outside.mjs';
import { address } from '../../support/sip/parties.mjs';
import { spillwayAt } from '../../support/spillway.mjs';
import { placeCalls } from '../parts/callers.mjs';
import { conclude, endAll } from '../parts/conclude.mjs';
import { leftOver, reportOf } from '../parts/left.mjs';
import { recordingsSince } from '../parts/recordings.mjs';
import { machine, table } from '../parts/write-down.mjs';

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '500' },
    rate: { type: 'string', default: '10' },
    duration: { type: 'string', default: '8' },
    to: { type: 'string', default: '1001' },
    docs: { type: 'boolean', default: false },
  },
});
const [count, rate, duration] = [values.count, values.rate, values.duration].map(Number);
const agents = Math.ceil(rate * (duration + 3)) + 5;
const ip = address();
const started = await startSpillway({
  env: { SPILLWAY_DEMO_AGENTS: String(agents), SPILLWAY_DEMO_PHONE: `sip:{user}@${ip}:5080` },
});
outsideFirst();
let crew;
let failed = true;
process.on('SIGINT', () => void end().then(() => process.exit(130)));
try {
  const spillway = spillwayAt(started.home);
  await setWrapUp(spillway, 1000);
  crew = await startCrew(spillway, { count: agents, ip });
  const from = Date.now();
  const load = loadavg();
  const sipp = await placeCalls(started.home, { to: values.to, count, rate, duration });
  const left = await leftOver(spillway);
  const recordings = await recordingsSince(spillway, from);
  const report = await reportOf(spillway, from);
  const cdr = new Set(
    spillway.asterisk
      .cdr()
      .filter((row) => row.dcontext === 'from-outside')
      .map((row) => `${row.node} ${row.uniqueid}`),
  ).size;
  const checks = {
    'every call ended as its caller wanted': sipp.done === count && sipp.failed === 0 && sipp.hungUpOn === 0,
    'no channel, bridge or reservation is left': Object.values(left).every((n) => n === 0),
    'Asterisk’s CDR knows as many callers as SIPp': cdr === sipp.started,
    'the report knows as many callers': report.contacts === sipp.started && report.offered === sipp.started,
    'the report lists as many talks as Asterisk’s event log': report.answered === recordings.expected,
    'every talk is recorded whole': recordings.whole === recordings.expected,
  };
  const result = {
    machine: machine(),
    options: { ...values },
    agents,
    load,
    sipp,
    cdr,
    report,
    recordings,
    left,
    checks,
  };
  const show = { sipp, cdr, report, left, recordings: recordings.findings };
  failed = conclude('calls', { result, show, page: page(result), docs: values.docs });
} finally {
  await end();
}
process.exit(failed ? 1 : 0);

function end() {
  return endAll(started, crew);
}

/** @param {any} r */
function page(r) {
  const { cores, processor, memoryGb } = r.machine;
  return `# Soak: ${count} calls at ${rate} a second

\`npm run soak -- calls --count ${count} --rate ${rate} --duration ${duration} --to ${values.to}\`: callers by \`npx spillway call\`,
${agents} agents with desk phones (SIPp) and real desktop sessions, one Asterisk, everything on ${cores} cores (${processor}, ${memoryGb} GB).
Load of the machine when it began: ${r.load.map((/** @type {number} */ l) => l.toFixed(1)).join(', ')}.

${table(
  ['who counts', 'figure'],
  [
    [
      'SIPp: placed, answered, ended as wanted, failed, hung up on',
      `${r.sipp.started}, ${r.sipp.answered}, ${r.sipp.done}, ${r.sipp.failed}, ${r.sipp.hungUpOn}`,
    ],
    ['SIPp: INVITE to answer, mean', `${r.sipp.answerMs?.toFixed(0)} ms`],
    ['Asterisk’s CDR: callers', r.cdr],
    [
      'report: contacts, offered, answered, abandoned',
      `${r.report.contacts}, ${r.report.offered}, ${r.report.answered}, ${r.report.abandoned}`,
    ],
    ['talks in Asterisk’s event log, of them recorded whole', `${r.recordings.expected}, ${r.recordings.whole}`],
    [
      'left over: channels, bridges, reservations',
      `${r.left.channels}, ${r.left.bridges}, ${r.left['open reservations']}`,
    ],
  ],
)}

${table(
  ['must hold', 'does'],
  Object.entries(r.checks).map(([what, holds]) => [what, holds ? 'yes' : '**no**']),
)}
`;
}
