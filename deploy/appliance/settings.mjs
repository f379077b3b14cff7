import { readFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import { ROOT } from './bootstrap.mjs';
import { readPlaces } from './places.mjs';

/** Ports that one installation takes, from SPILLWAY_PORT on. */
export const BLOCK = 4400;

const NODE_IDS = ['a', 'b'];

/**
 * Reads what the user may set.
 * @param {NodeJS.ProcessEnv} [env]
 */
export function readSettings(env = process.env) {
  const port = whole(env, 'SPILLWAY_PORT', 7400, 1024, 65535 - BLOCK);
  const bind = env.SPILLWAY_BIND || '127.0.0.1';
  const home = env.SPILLWAY_HOME || join(ROOT, '.spillway');
  const count = whole(env, 'SPILLWAY_ASTERISK_COUNT', 1, 1, NODE_IDS.length);
  return {
    version: String(JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).version),
    home: isAbsolute(home) ? home : resolve(process.cwd(), home),
    port,
    bind,
    /** What others call this machine by. */
    publicHost: env.SPILLWAY_PUBLIC_HOST || (bind === '0.0.0.0' ? primaryAddress() : bind),
    nodes: NODE_IDS.slice(0, count),
    maxCalls: whole(env, 'SPILLWAY_MAX_CALLS', 150, 1, 10_000),
    /** Services left out, for whoever runs one of them by hand. */
    without: (env.SPILLWAY_WITHOUT || '').split(/[\s,]+/).filter(Boolean),
    /** Whether services run from few files, which start in a third of the time, or from one each, which are built sooner. */
    bundled: env.SPILLWAY_BUNDLE !== 'false',
    demo: (env.SPILLWAY_DEMO ?? 'true') !== 'false',
    trunkContact: env.SPILLWAY_TRUNK_CONTACT || '',
    trunkMatch: (env.SPILLWAY_TRUNK_MATCH || '').split(/[\s,]+/).filter(Boolean),
    placeOf: readPlaces(env),
    env,
  };
}
/** @typedef {ReturnType<typeof readSettings>} Settings */

/** Port of each part, as offsets from the first. Services have theirs in services.mjs. */
export const portsOf = (/** @type {number} */ first) => ({
  site: first,
  gateway: first + 1,
  sip: (/** @type {number} */ node) => first + 2 + node,
  asteriskHttp: (/** @type {number} */ node) => first + 4 + node,
  ami: (/** @type {number} */ node) => first + 6 + node,
  postgres: first + 8,
  nats: first + 9,
  natsMonitor: first + 10,
  rtp: (/** @type {number} */ node) => first + 200 + 2000 * node,
});

/**
 * Every TCP and SIP port that an installation takes: its services', and for each node and engine its own.
 * @param {Pick<Settings, 'port' | 'nodes'>} settings @param {{ port: number, ops?: number }[]} services
 */
export function portsNeeded({ port, nodes }, services) {
  const ports = portsOf(port);
  return [
    ...services.flatMap((s) => (s.ops ? [s.port, s.ops] : [s.port])).map((offset) => port + offset),
    ...nodes.flatMap((_, i) => [ports.sip(i), ports.asteriskHttp(i), ports.ami(i)]),
    ports.postgres,
    ports.nats,
    ports.natsMonitor,
  ];
}

/** @param {NodeJS.ProcessEnv} env @param {string} name @param {number} fallback @param {number} min @param {number} max */
function whole(env, name, fallback, min, max) {
  const raw = env[name];
  if (raw === undefined || raw === '') return fallback;
  const value = Number(raw);
  if (Number.isInteger(value) && value >= min && value <= max) return value;
  throw new Error(`${name} is "${raw}": expected a whole number from ${min} to ${max}.`);
}

function primaryAddress() {
  const all = Object.values(networkInterfaces()).flat();
  return all.find((a) => a && !a.internal && a.family === 'IPv4')?.address ?? '127.0.0.1';
}
