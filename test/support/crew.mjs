import { randomInt } from 'node:crypto';
import { Desk } from './desk.mjs';
import { eventually } from './eventually.mjs';
import { robot } from './robots.mjs';
import { PHONE_HZ, phone } from './sip/parties.mjs';
import { phoneScenario } from './sip/scenario.mjs';
import { startSipp } from './sip/sipp.mjs';
import { alawTone } from './sip/tone.mjs';

/** Desktops opened at a time: each costs a look at a password. */
const ABREAST = 6;
const LOOK_MS = 500;

/**
 * Many agents for a crowd of callers: each has a real desktop session, and all their desk phones are one SIPp process.
 * The installation has to have been started with SPILLWAY_DEMO_PHONE = `sip:{user}@<ip>:5080`.
 * @param {import('./spillway.mjs').Spillway} spillway
 * @param {object} options
 * @param {number} options.count
 * @param {string} options.ip of the phones
 * @param {Partial<import('./sip/scenario.mjs').PhoneScript>} [options.script]
 * @param {string[]} [options.args] for SIPp
 */
export async function startCrew(spillway, { count, ip, script = {}, args = [] }) {
  const xml = phoneScenario({ voice: alawTone(PHONE_HZ), ...script });
  const ports = ['-mp', '9000', '-min_rtp_port', '10000', '-max_rtp_port', '29998'];
  const phones = await startSipp(['-i', ip, '-mi', ip, '-p', '5080', '-l', '4000', ...ports, ...args], { xml });
  /** @type {Desk[]} */
  const desks = [];
  const names = Array.from({ length: count }, (_, i) => robot(i + 1));
  const come = async () => {
    for (let name = names.shift(); name; name = names.shift()) {
      const desk = await Desk.open(spillway, name);
      // A crowd of agents arrives on a busy machine: a late answer is no failure.
      for (let tries = 5; ; tries--) {
        const failed = await desk.status('available').catch((/** @type {Error} */ error) => error);
        if (!failed) break;
        if (!tries) throw failed;
      }
      desks.push(desk);
    }
  };
  await Promise.all(Array.from({ length: ABREAST }, come));
  if (!phones.alive()) throw new Error(`The phones do not run: ${phones.errors()}`);
  // Who was set to something else because of a fault goes back to work, as a person would.
  const asked = new Set();
  const look = setInterval(() => {
    for (const desk of desks) {
      // Frames are for tests of single calls.
      desk.frames.length = 0;
      if (!desk.agent || desk.agent.status === 'available' || asked.has(desk)) continue;
      asked.add(desk);
      desk
        .command('set-status', { status: 'available' })
        .catch(() => {})
        .finally(() => asked.delete(desk));
    }
  }, LOOK_MS);
  return {
    phones,
    desks,
    async stop() {
      clearInterval(look);
      await Promise.all(desks.map((desk) => desk.close()));
      phones.stop();
    },
  };
}
/** @typedef {Awaited<ReturnType<typeof startCrew>>} Crew */

/** Wrap-up of all queues, so that agents of a crowd come free by themselves. @param {import('./spillway.mjs').Spillway} spillway @param {number} wrapMs */
export async function setWrapUp(spillway, wrapMs) {
  const it = await spillway.as('ivan');
  for (const queue of (await it.get('queues')).items) await it.put(`queues/${queue.id}`, { ...queue, wrapMs });
}

/** Where the phones of a whole crew are: one SIPp answers for all of them. */
export const CREW_IP = `127.${randomInt(64, 120)}.${randomInt(1, 250)}.64`;
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
