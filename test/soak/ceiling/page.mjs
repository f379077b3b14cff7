import { table } from '../parts/write-down.mjs';

/** The result for readers. @param {any} r */
export function page(r) {
  const { cores, processor, memoryGb } = r.machine;
  const { sipp, recordings } = r;
  return `# Soak: ${r.times} times the ceiling

\`npm run soak -- ceiling --calls ${r.calls} --persecond ${r.perSecond} --hold ${r.hold}\`: an installation that takes ${r.calls} calls at a
time and ${r.perSecond} new ones a second (\`SPILLWAY_MAX_CALLS\`, \`SPILLWAY_MAX_CALLS_PER_SECOND\`) is offered ${r.rate.toFixed(1)} calls of
${r.hold} s a second for ${2 * r.hold} s, and in the middle ${r.times * r.perSecond} more within one second. ${r.agents} agents with real desktop sessions; every talk is
recorded. Callers, phones (SIPp, real time 12) and everything else on ${cores} cores (${processor}, ${memoryGb} GB); load when it began
${r.load.map((/** @type {number} */ l) => l.toFixed(1)).join(', ')}.

${table(
  ['must hold', 'does'],
  Object.entries(r.checks).map(([what, holds]) => [what, holds ? 'yes' : '**no**']),
)}

${table(
  ['who counts', 'figure'],
  [
    ['SIPp: offered, answered within 2 s, failed', `${sipp.offered}, ${sipp.within2s}, ${sipp.failed}`],
    ['SIPp: served, told that all lines are busy', `${sipp.served}, ${sipp.told}`],
    ['talks in Asterisk’s event log, of them recorded whole', `${recordings.expected}, ${recordings.whole}`],
    ['nothing left after, ms', r.restAfterMs],
  ],
)}

${table(
  ['listener', 'first sound after, ms', 'served', 'packets, lost', 'longest time without one, ms'],
  r.heard.map((/** @type {any} */ h, /** @type {number} */ i) => [
    ...[i + 1, h.firstSoundMs, h.served ? 'yes' : 'told', `${h.packets}, ${h.lost}`, h.longestGapMs],
  ]),
)}
`;
}
