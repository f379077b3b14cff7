import { afterEach } from '@jest/globals';
import { Desk } from './desk.mjs';
import { ROBOTS, robot } from './robots.mjs';
import { phone } from './sip/parties.mjs';

/**
 * Agents with desk phones for the tests of one file; after each test they go home.
 * @param {import('./spillway.mjs').Spillway} spillway
 */
export function useStaff(spillway) {
  /** @type {Desk[]} */ const desks = [];
  /** @type {{ stop: () => void }[]} */ const phones = [];
  /** @type {Map<string, { id: string, phoneUri: string }>} */ const users = new Map();
  let next = 1;

  afterEach(async () => {
    await Promise.all(desks.splice(0).map((desk) => desk.close()));
    for (const each of phones.splice(0)) each.stop();
  });

  const find = async (/** @type {string} */ user) => {
    if (!users.size)
      for (const u of (await (await spillway.as('ivan')).get('users')).items) users.set(u.user ?? u.userName, u);
    const found = users.get(user);
    if (!found) throw new Error(`Directory has no user ${user}`);
    return found;
  };
  /** Somebody may still wrap up from a test before. */
  const idle = async (tries = ROBOTS) => {
    const name = robot(next);
    next = (next % ROBOTS) + 1;
    const desk = await Desk.open(spillway, name);
    if (desk.agent.workState !== 'idle' && tries > 0) {
      desk.leave();
      return idle(tries - 1);
    }
    desks.push(desk);
    return { name, desk };
  };
  const staff = {
    /** The next robot comes to work: her phone does as told, her desktop is open, she is available. @param {Partial<Parameters<typeof phone>[0]> & { status?: string }} [options] */
    async agent({ status = 'available', ...script } = {}) {
      const { name, desk } = await idle();
      const { id, phoneUri } = await find(name);
      const [, ip, port] = /@([^:]+):(\d+)/.exec(phoneUri) ?? [];
      const rings = await phone({ ip, port: Number(port), ...script });
      phones.push(rings);
      await desk.status(status);
      if (!rings.alive()) throw new Error(`The phone of ${name} does not run: ${rings.errors()}`);
      return Object.assign(desk, { id, user: name, phone: rings });
    },
    idOf: async (/** @type {string} */ user) => (await find(user)).id,
    /** Stopped after the test. @template {{ stop: () => void }} T @param {Promise<T>} coming */
    async keep(coming) {
      const it = await coming;
      phones.push(it);
      return it;
    },
  };
  return staff;
}
