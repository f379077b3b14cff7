import { eventually } from '../../support/eventually.mjs';
import { isReady, kill, untilRunning } from '../../support/processes.mjs';
import { interactionId } from '../../support/witness/asterisk.mjs';
import { ENGINES } from './plan.mjs';

const STEP_WITHIN_MS = 6000;
const READY_WITHIN_MS = 20_000;

/**
 * One kill, at a moment when a call is at the step that is wanted; on record is where all calls were.
 * @param {import('../../support/spillway.mjs').Spillway} spillway
 * @param {ReturnType<typeof import('./watch.mjs').watchCalls>} calls
 * @param {{ victim: string, step: string, node: string }} target
 */
export async function strike(spillway, calls, { victim, step, node }) {
  const isEngine = ENGINES.includes(victim);
  const found = await calls.until(step, STEP_WITHIN_MS);
  /** @type {string[]} */
  let under = [];
  // Asked before, as nobody can be asked after: who calls at this node is lost with it.
  if (victim === 'asterisk') under = await callersOf(spillway, node);
  const steps = calls.now();
  const at = Date.now();
  const pid = kill(spillway, victim, isEngine ? { node: victim === 'asterisk' ? node : undefined } : {});
  const runningMs = isEngine
    ? await engineBack(spillway, victim, node, pid, at)
    : await untilRunning(spillway, victim, pid).catch(() => null);
  const ready = await eventually(() => isEngine || isReady(spillway, victim), { within: READY_WITHIN_MS }).then(
    () => Date.now() - at,
    () => null,
  );
  return {
    victim: victim === 'asterisk' ? `asterisk ${node}` : victim,
    step,
    found,
    steps,
    pid,
    at,
    runningMs,
    readyMs: ready,
    under,
  };
}

/** @param {import('../../support/spillway.mjs').Spillway} spillway @param {string} node */
async function callersOf(spillway, node) {
  const channels = await spillway.asterisk.ask(node, 'channels').catch(() => []);
  return channels
    .filter((/** @type {any} */ c) => /^[\w-]*-?\d+\.\d+$/.test(c.id))
    .map((/** @type {any} */ c) => interactionId(node, c.id));
}

/** @param {import('../../support/spillway.mjs').Spillway} spillway @param {string} victim @param {string} node @param {number} pid @param {number} from */
const engineBack = (spillway, victim, node, pid, from) =>
  eventually(() => spillway.engine(victim, victim === 'asterisk' ? node : undefined).pid !== pid, {
    within: READY_WITHIN_MS,
    every: 20,
  }).then(
    () => Date.now() - from,
    () => null,
  );
