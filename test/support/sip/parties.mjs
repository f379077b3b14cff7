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
 */

/** One caller. @param {import('../spillway.mjs').Spillway} spillway @param {CallerOptions} [options] */
export async function caller(spillway, { to = '1001', number = newNumber(), hz = CALLER_HZ, ...more } = {}) {
  const { keys, hangUp = 'never', node } = more;
  const ip = address();
  const xml = callerScenario({ number, voice: alawTone(hz), keys, hangUp });
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
 * @param {{ ip: string, port?: number, hz?: number, args?: string[] } & Omit<import('./scenario.mjs').PhoneScript, 'voice'>} options
 */
export function phone({ ip, port = 5080, hz = PHONE_HZ, args = [], ...script }) {
  const xml = phoneScenario({ voice: alawTone(hz), ...script });
  return startSipp(['-i', ip, '-mi', ip, '-p', String(port), '-mp', '10000', ...args], { xml });
}

/**
 * Many callers at a rate; SIPp counts them.
 * @param {string} sip host:port
 * @param {{ to: string, count: number, rate: number, holdMs: number, media?: boolean, args?: string[], limit?: number, prefix?: string, hangUp?: 'held' | 'never' }} options
 */
export async function crowd(
  sip,
  { to, count, rate, holdMs, media = true, args = [], limit = 4000, prefix = '+4877', hangUp = 'held' },
) {
  const ip = address();
  const xml = callerScenario({ number: `${prefix}[call_number]`, voice: alawTone(CALLER_HZ), hangUp, media });
  return startSipp(
    [
      ...[sip, '-s', to, '-i', ip, '-mi', ip, '-p', '5060', '-mp', '10000', '-m', String(count), '-r', String(rate)],
      ...['-d', String(holdMs), '-l', String(limit), ...args],
    ],
    { xml },
  );
}
