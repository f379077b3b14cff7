import { Desk } from './desk.mjs';
import { eventually } from './eventually.mjs';
import { robot } from './robots.mjs';
import { phone } from './sip/parties.mjs';

/** Where the phones of a whole crew are: one SIPp answers for all of them. */
export const CREW_IP = '127.64.64.64';
export const crewEnv = (/** @type {number} */ count) => ({
  SPILLWAY_DEMO_AGENTS: String(count),
  SPILLWAY_DEMO_PHONE: `sip:{user}@${CREW_IP}:5080`,
});

/**
 * Many agents who answer at once and never wrap up, for crowds of callers.
 * @param {import('./spillway.mjs').Spillway} spillway
 * @param {number} count
 * @param {{ rings?: number, args?: string[], wrapMs?: number, media?: boolean }} [options]
 */
export async function openCrew(spillway, count, { rings = 0, args = [], wrapMs = 0, media = true } = {}) {
  const it = await spillway.as('ivan');
  const { items } = await it.get('queues');
  for (const queue of items) await it.put(`queues/${queue.id}`, { ...queue, wrapMs });
  const phones = await phone({ ip: CREW_IP, rings, media, args });
  /** @type {Desk[]} */ const desks = [];
  // Signing in costs a password hash each: a few at a time.
  for (let n = 1; n <= count; n += 4) {
    const some = Array.from({ length: Math.min(4, count - n + 1) }, (_, i) => robot(n + i));
    desks.push(...(await Promise.all(some.map((user) => Desk.open(spillway, user)))));
  }
  await Promise.all(desks.map((desk) => desk.status('available')));
  return {
    desks,
    phones,
    /** Everybody is free again. @param {number} [within] */
    untilIdle: (within = 60_000) =>
      eventually(() => desks.every((desk) => desk.agent.workState === 'idle'), { within, what: 'every agent is idle' }),
    async close() {
      await Promise.all(desks.map((desk) => desk.close()));
      phones.stop();
    },
  };
}
