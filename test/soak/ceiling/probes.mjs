import { setTimeout as delay } from 'node:timers/promises';
import { openEar } from '../../support/sip/ear.mjs';
import { address, caller } from '../../support/sip/parties.mjs';

/** Who talks shorter than this was told that all lines are busy, ms. */
const TALK_MS = 10_000;

/**
 * Single callers among the crowd who listen closely: when they hear the first sound, and what is missing of it.
 * @param {import('../../support/spillway.mjs').Spillway} spillway
 * @param {{ count: number, overMs: number, holdMs: number }} options
 */
export async function listenIn(spillway, { count, overMs, holdMs }) {
  const one = async (/** @type {number} */ n) => {
    await delay((n * overMs) / count);
    const ear = await openEar({ ip: address(), hz: 440 });
    const began = Date.now();
    const who = await caller(spillway, { ear, hangUp: holdMs });
    await who.ended;
    const lasted = Date.now() - began;
    ear.stop();
    return { served: lasted > TALK_MS, lasted, ...ear.got() };
  };
  return Promise.all(Array.from({ length: count }, (_, n) => one(n)));
}
