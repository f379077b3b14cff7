import { randomInt } from 'node:crypto';
import { callerScenario, phoneScenario } from './scenario.mjs';
import { startSipp } from './sipp.mjs';
import { alawTone } from './tone.mjs';

/** Loopback has sixteen million addresses: each party gets one of its own, so no two ever want the same port. */
export const address = () => `127.${randomInt(2, 60)}.${randomInt(0, 256)}.${randomInt(1, 255)}`;
/** A number that nobody in this run has. */
export const newNumber = () => `+4822${String(randomInt(1e7)).padStart(7, '0')}`;

export const CALLER_HZ = 440;
export const PHONE_HZ = 1000;

/**
 * @typedef {object} CallerOptions
 * @property {string} [to] dialled number
 * @property {string} [number] as whom
 * @property {{ after: number, key: string }[]} [keys]
 * @property {number | 'never'} [hangUp] ms after the answer
 * @property {number} [hz] of her voice
 * @property {string} [node]
 * @property {import('./ear.mjs').Ear} [ear] speaks and hears in SIPp's place
 */

/** One caller. @param {import('../spillway.mjs').Spillway} spillway @param {CallerOptions} [options] */
export async function caller(spillway, { to = '1001', number = newNumber(), hz = CALLER_HZ, ...more } = {}) {
  const { keys, hangUp = 'never', node, ear } = more;
  const ip = ear?.ip ?? address();
  const xml = callerScenario({ number, voice: alawTone(hz), keys, hangUp, ear: ear?.port });
  const sipp = await startSipp(
    [
      spillway.sip(node),
      '-s',
      to,
      '-i',
      ip,
      '-mi',
      ip,
      '-p',
      '5060',
      '-mp',
      '10000',
      '-m',
      '1',
      '-key',
      'number',
      number,
    ],
    { xml },
  );
  return { ...sipp, number };
}

/**
 * A desk phone. Each agent's has its address in directory.
 * @param {{ ip: string, port?: number, hz?: number, args?: string[], ear?: import('./ear.mjs').Ear } & Omit<import('./scenario.mjs').PhoneScript, 'voice' | 'ear'>} options
 */
export function phone({ ip, port = 5080, hz = PHONE_HZ, args = [], ear, ...script }) {
  const xml = phoneScenario({ voice: alawTone(hz), ear: ear?.port, ...script });
  return startSipp(['-i', ip, '-mi', ip, '-p', String(port), '-mp', '10000', ...args], { xml });
}
