import { table } from '../../soak/parts/write-down.mjs';

/** The result for readers. @param {any} r what run.mjs writes as JSON */
export function page(r) {
  const { cores, processor, memoryGb } = r.machine;
  const of = (/** @type {any} */ p) => [
    p.rate,
    p.side,
    p.measured,
    p.inviteMs.p50,
    p.inviteMs.p99,
    p.notReached,
    p.failed,
    p.cpuPerCallMs.asterisk,
    p.cpuPerCallMs.services,
    p.cpuPerCallMs.store,
    `${p.recordings.short} of ${p.recordings.talks}`,
  ];
  const load = (/** @type {number[]} */ l) => l.map((n) => n.toFixed(1)).join(', ');
  return `# Bench: our whole path against app_queue

\`npm run bench -- calls\`: caller's INVITE to agent's INVITE by SIPp's own clock, on one Asterisk, in turns, every talk recorded per
leg, calls of ${r.holdMs / 1000} s, ${r.agents} agents. Ours: telephony, routing (durable in PostgreSQL before anybody is rung), real desktop
sessions. app_queue: \`Answer(,i)\`, \`Queue\`, MixMonitor in the member's gosub; it keeps nothing and tells nobody.

Machine: ${cores} cores (${processor}, ${memoryGb} GB). Load before ${load(r.load.before)}, after ${load(r.load.after)}${r.load.before[0] > cores ? `: **the machine had other work for more than its ${cores} cores, so these are no figures to build on; run it again on a quiet one**` : ''}.
Process priorities (rt: real time, else nice): ${Object.entries(r.priorities)
    .filter(([, nice]) => nice !== 0)
    .map(([name, nice]) => `${name} ${nice}`)
    .join(', ')}; all others 0.

${table(
  [
    'calls/s',
    'side',
    'calls',
    'p50 ms',
    'p99 ms',
    'no agent',
    'failed',
    'Asterisk ms/call',
    'services ms/call',
    'stores ms/call',
    'recordings short',
  ],
  r.rows.flatMap((/** @type {any} */ row) => [of(row.ours), of(row.theirs)]),
)}

Milliseconds a call are of one core; those of app_queue's turns are what our processes use while they have nothing to do.

${table(
  ['', 'Spillway', 'app_queue'],
  [
    ['knee, calls/s (p99 within 100 ms, no recording short)', r.knee.spillway, r.knee.app_queue],
    ['ceiling, calls/s (99 of 100 reach an agent)', r.ceiling.spillway, r.ceiling.app_queue],
  ],
)}
${r.bar ? `\nBar at 10 calls/s, p99 no worse than app_queue's: ${r.bar.p99} ms against ${r.bar.appQueueP99} ms, ${r.bar.met ? 'met' : '**not met**'}.\n` : ''}`;
}
