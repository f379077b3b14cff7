import { callerScenario } from '../../../deploy/cli/scenario.mjs';
import { address, CALLER_HZ } from './parties.mjs';
import { startSipp } from './sipp.mjs';
import { alawTone } from './tone.mjs';

/**
 * Callers who talk for a while when they are served, and listen to the end when they are not.
 * @param {string} sip host:port
 * @param {{ rate: number, count: number, holdMs: number, prefix: string }} options rate in new calls a second
 */
export async function crowd(sip, { rate, count, holdMs, prefix }) {
  const ip = address();
  const xml = callerScenario({ voice: alawTone(CALLER_HZ), keys: [], pressAfterMs: 0, durationMs: holdMs }).replaceAll(
    '[field0]',
    `${prefix}[call_number]`,
  );
  const sipp = await startSipp(
    [
      ...[sip, '-s', '1001', '-i', ip, '-mi', ip, '-p', '5060', '-min_rtp_port', '10000', '-max_rtp_port', '29998'],
      ...['-m', String(count), '-l', String(count), '-r', String(Math.ceil(rate * 10)), '-rp', '10000'],
      ...['-watchdog_interval', '0'],
    ],
    { xml },
  );
  return { ...sipp, counted: () => countOf(sipp.figures()) };
}

/** SIPp's own figures. @param {Record<string, string>} figures */
function countOf(figures) {
  const number = (/** @type {string} */ name) => Number(figures[name]) || 0;
  // The columns of a repartition hold how many were below each bound and not below the one before.
  const within2s = [10, 50, 100, 500, 1000, 2000].reduce(
    (sum, bound) => sum + number(`ResponseTimeRepartition1_<${bound}(C)`),
    0,
  );
  const done = number('SuccessfulCall(C)');
  const told = number('GenericCounter2(C)');
  return {
    offered: number('OutgoingCall(C)'),
    answered: number('GenericCounter1(C)'),
    within2s,
    served: done - told,
    told,
    failed: number('FailedCall(C)'),
    sentAgain: number('Retransmissions(C)'),
  };
}

/** Several crowds as one. @param {ReturnType<typeof countOf>[]} all */
export const sumOf = (all) =>
  all.reduce(
    (sum, one) => /** @type {any} */ (Object.fromEntries(Object.entries(sum).map(([k, n]) => [k, n + one[k]]))),
  );
