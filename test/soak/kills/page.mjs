import { table } from '../parts/write-down.mjs';

/** The result for readers. @param {any} r */
export function page(r) {
  const { cores, processor, memoryGb } = r.machine;
  const { sipp, counted, recordings } = r;
  return `# Soak: ${r.struck.length} kills under ${sipp.started} calls

\`npm run soak -- kills --kills ${r.options.kills} --count ${r.options.count} --rate ${r.options.rate} --seed ${r.seed}\`: callers by
\`npx spillway call\` to two Asterisk nodes, by greeting and menu or straight into the line; ${r.agents} agents with real desktop
sessions and desk phones (SIPp), who also hold, pass on and consult (${r.hands.held} held, ${r.hands.passedOn} passed on, ${r.hands.consulted} consulted).
Everything on ${cores} cores (${processor}, ${memoryGb} GB); load when it began ${r.load.map((/** @type {number} */ l) => l.toFixed(1)).join(', ')}.

${table(
  ['must hold', 'does'],
  Object.entries(r.checks).map(([what, holds]) => [what, holds ? 'yes' : '**no**']),
)}

${table(
  ['who counts', 'figure'],
  [
    [
      'SIPp: placed, answered, ended as wanted, failed, hung up on',
      `${sipp.started}, ${sipp.answered}, ${sipp.done}, ${sipp.failed}, ${sipp.hungUpOn}`,
    ],
    ['Asterisk’s CDR: callers', counted.inCdr],
    ['callers on an Asterisk when it was killed', counted.casualties],
    ['ledger: of all callers once begun and once ended', counted.callers - counted.notOnceInLedger.length],
    ['report: of all callers', counted.inReport],
    ['talks in Asterisk’s event log, of them recorded whole', `${recordings.expected}, ${recordings.whole}`],
  ],
)}
${recordings.notWhole.length ? `\n${table(['recordings that are not whole', 'how many', 'off by, median ms', 'at most'], kinds(recordings.notWhole))}\n` : ''}
${table(
  ['#', 'victim', 'at', 'where calls were', 'runs again, ms', 'ready, ms'],
  r.struck.map((/** @type {any} */ s, /** @type {number} */ i) => [
    i + 1,
    s.victim,
    s.found ? s.step : `(${s.step}: nobody was there)`,
    Object.entries(s.steps)
      .map(([step, n]) => `${step} ${n}`)
      .join(', '),
    s.runningMs ?? '-',
    s.readyMs ?? '-',
  ]),
)}
`;
}

/** What is wrong with recordings, by kind; each of them stands in the .json beside. @param {any[]} notWhole */
const kinds = (notWhole) =>
  [...Map.groupBy(notWhole, (l) => `${l.finding}${l.why ? `, ${l.why}` : ''}`)].map(([kind, own]) => {
    const off = own.map((l) => Math.abs(l.keptMs - l.expectedMs)).sort((a, b) => a - b);
    return [kind, own.length, off[Math.floor(off.length / 2)], off.at(-1)];
  });
