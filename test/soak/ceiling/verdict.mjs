/** Half a second of silence in a talk is noticed by both. */
const GAP_MS = 500;
/** Of a talk's packets; below this concealment hides it (ITU-T G.107 appendix, G.711 with packet loss concealment). */
const LOST = 0.01;

/** What must hold after a crowd of several times the ceiling. @param {any} f */
export function verdict({ calls, sipp, heard, recordings, left, restAfterMs, sameProcesses, next }) {
  const served = heard.filter((/** @type {any} */ h) => h.served);
  return {
    'every caller was answered within 2 s': sipp.within2s === sipp.offered,
    'nobody’s call failed': sipp.failed === 0,
    'every listener heard something within 2 s': heard.every(
      (/** @type {any} */ h) => h.firstSoundMs > 0 && h.firstSoundMs < 2000,
    ),
    'every line was used, and twice': sipp.served >= 1.8 * calls,
    'every talk is recorded whole': recordings.whole === recordings.expected,
    'who was served lost no audio': served.every(
      (/** @type {any} */ h) => h.longestGapMs < GAP_MS && h.lost <= LOST * (h.lost + h.packets),
    ),
    'no process died': sameProcesses,
    'nothing is left of anybody within a minute': restAfterMs < 60_000 && Object.values(left).every((n) => n === 0),
    'the next caller is served': next.ended === 0 && next.ms < 4000,
  };
}
