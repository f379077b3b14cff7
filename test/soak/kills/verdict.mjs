import { SERVICES, STEPS } from './plan.mjs';

const RESTART_MS = 2000;
/** A talk in which one of these was killed may miss a part of its recording. */
const RECORDS = ['recording', 'telephony', 'asterisk', 'nats', 'postgresql'];
const AROUND_MS = 5000;

/** A recording that is not whole, and no kill near the talk that would say why. @param {any} line @param {any[]} struck */
export const isUnexplained = (line, struck) =>
  !struck.some(
    (s) =>
      RECORDS.includes(s.victim.split(' ')[0]) &&
      s.at >= line.from - AROUND_MS &&
      s.at <= line.from + Math.max(line.expectedMs, 0) + AROUND_MS,
  );

/**
 * What must hold after the kills.
 * @param {any} facts
 * @param {number} kills
 * @returns {Record<string, boolean>}
 */
export function verdict({ sipp, counted, recordings, left, struck }, kills) {
  const hit = (/** @type {string} */ step) =>
    struck.some((/** @type {any} */ s) => s.steps[step] > 0 || (s.step === step && s.found));
  const victims = new Set(struck.map((/** @type {any} */ s) => s.victim));
  const services = struck.filter((/** @type {any} */ s) => SERVICES.includes(s.victim));
  return {
    // Of a short run not everything can be asked.
    'every service was killed': kills < SERVICES.length * 1.2 || SERVICES.every((name) => victims.has(name)),
    'every step of a call was hit': kills < STEPS.length * 2 || STEPS.every(hit),
    'no caller was lost but with her Asterisk': sipp.failed + sipp.hungUpOn <= counted.casualties,
    'CDR and the casualties are all callers of SIPp': counted.callers === sipp.started,
    'each caller began and ended once in the ledger': counted.notOnceInLedger.length === 0,
    'each caller is in the report': counted.notOnceInReport.length === 0,
    'nobody is counted whom Asterisk did not see': counted.unknownToAsterisk.length === 0,
    'who entered a line left it': counted.enteredButNotLeft.length === 0,
    'nothing is left': Object.values(left).every((n) => n === 0),
    'no recording is missing or cut without a kill near it': recordings.notWhole.every(
      (/** @type {any} */ l) => !isUnexplained(l, struck),
    ),
    'each service ran again within 2 s': services.every(
      (/** @type {any} */ s) => s.runningMs !== null && s.runningMs <= RESTART_MS,
    ),
  };
}
