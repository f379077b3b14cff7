import { setTimeout as delay } from 'node:timers/promises';

/**
 * Each talk that Asterisk's event log knows, and whether it is recorded whole, once nothing is pending any more.
 * @param {import('../../support/spillway.mjs').Spillway} spillway
 * @param {number} from ms
 */
export async function recordingsSince(spillway, from) {
  const quality = await spillway.as('quinn');
  for (let left = 90; ; left--) {
    const list = await quality.get(`recordings/completeness?from=${from}&to=${Date.now()}&all=true`);
    if (list.findings.pending && left) {
      await delay(1000);
      continue;
    }
    const { expected, whole, findings, lines } = list;
    const notWhole = lines.filter((/** @type {any} */ line) => line.finding !== 'whole');
    return { expected, whole, findings, notWhole };
  }
}
