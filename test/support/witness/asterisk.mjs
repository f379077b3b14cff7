import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ARI_USER, WITNESS_KEY } from '../../../deploy/engines/asterisk.mjs';
import { eventually } from '../eventually.mjs';

/** Contexts that callers come in by; agents' legs have their own. */
const WAYS_IN = ['from-outside', 'from-web'];
const CDR = [
  ...['uniqueid', 'linkedid', 'sequence', 'channel', 'dstchannel', 'src', 'dst', 'dcontext', 'start', 'answer'],
  ...['end', 'duration', 'billsec', 'disposition', 'lastapp', 'userfield'],
];
const CEL = ['at', 'type', 'uniqueid', 'linkedid', 'channel', 'src', 'dst', 'context', 'app'];

/** Lines of a log, those that were turned over meanwhile too. @param {string} folder @param {string[]} columns */
const rowsIn = (folder, columns) =>
  readdirSync(folder)
    .filter((name) => /^spillway\.(\d+-\d+\.)?csv$/.test(name))
    .flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n'))
    .filter(Boolean)
    .map((line) => Object.fromEntries(fieldsOf(line).map((value, i) => [columns[i] ?? i, value])));

/**
 * What Asterisk itself says, never asking Spillway.
 * @param {{ home: string, run: () => any, engine: (name: string, node?: string) => any }} spillway
 */
export function asteriskWitness(spillway) {
  const nodes = () => spillway.run().engines.filter((/** @type {any} */ e) => e.name === 'asterisk');
  /** @param {any} engine @param {string} path */
  const ask = async (engine, path, method = 'GET', /** @type {unknown} */ body = undefined) => {
    const password = readFileSync(
      join(spillway.home, 'secrets', `asterisk-${engine.node}-ari.password`),
      'utf8',
    ).trim();
    const authorization = `Basic ${Buffer.from(`${ARI_USER}:${password}`).toString('base64')}`;
    const response = await fetch(`${engine.ari}/${path}`, {
      method,
      headers: { authorization, ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    if (method !== 'GET') return undefined;
    if (!response.ok) throw new Error(`ARI ${path}: ${response.status}`);
    return response.json();
  };
  /** @param {string} path */
  const askAll = async (path) =>
    (
      await Promise.all(
        nodes().map(async (/** @type {any} */ n) =>
          (await ask(n, path)).map((/** @type {any} */ x) => ({ ...x, node: n.node })),
        ),
      )
    ).flat();
  const self = {
    /** One ARI request to one node. @param {string} node @param {string} path @param {string} [method] @param {unknown} [body] @returns {Promise<any>} */
    ask: (node, path, method, body) => ask(spillway.engine('asterisk', node), path, method, body),
    /** @returns {Promise<any[]>} of all nodes, each with its node */
    channels: () => askAll('channels'),
    /** @returns {Promise<any[]>} */
    bridges: () => askAll('bridges'),
    /** The channel of the caller with this number. @param {string} number @returns {Promise<any>} */
    caller: (number) =>
      eventually(
        async () =>
          (await self.channels()).find((c) => c.caller.number === number && !c.channelvars?.leg && isCaller(c)),
        { what: `a channel of ${number}` },
      ),
    /** @param {string} number @returns {Promise<string>} */
    interactionOf: async (number) => {
      const channel = await self.caller(number);
      return interactionId(channel.node, channel.id);
    },
    /** Every finished call, as Asterisk wrote it down. @returns {any[]} */
    cdr: () =>
      nodes().flatMap((/** @type {any} */ { node, logDir }) =>
        rowsIn(join(logDir, 'cdr-custom'), CDR).map((row) => ({ node, ...row })),
      ),
    /** Every event of every channel, as Asterisk wrote it down. @returns {any[]} */
    cel: () =>
      nodes().flatMap((/** @type {any} */ { node, logDir }) =>
        rowsIn(join(logDir, 'cel-custom'), CEL).map((row) => ({ node, ...row })),
      ),
    /** How a caller's number stands in `src`. @param {string} number */
    hashOf: (number) => {
      const key = readFileSync(join(spillway.home, 'secrets', WITNESS_KEY), 'utf8').trim();
      return createHash('sha1').update(`${key}${number}`).digest('hex');
    },
    /** The id of a finished call's interaction, by the caller's number. @param {string} number */
    finished: (number) =>
      eventually(
        () => {
          const src = self.hashOf(number);
          const row = self
            .cdr()
            .find((r) => r.src === src && WAYS_IN.includes(r.dcontext) && isCaller({ id: r.uniqueid }));
          return row && { ...row, interactionId: interactionId(row.node, row.uniqueid) };
        },
        { what: `the CDR of ${number}` },
      ),
    /** Whether a channel is being sent audio: more packets now than a moment ago. @param {any} channel */
    isHearing: async (channel) => {
      const sent = async () =>
        (await ask(spillway.engine('asterisk', channel.node), `channels/${channel.id}/rtp_statistics`)).txcount;
      const before = await sent();
      return eventually(async () => (await sent()) > before + 10, { within: 3000, what: 'audio is sent' });
    },
    /** A global variable of a node. @param {string} node @param {string} name @returns {Promise<string>} */
    variable: async (node, name) =>
      (await ask(spillway.engine('asterisk', node), `asterisk/variable?variable=${name}`)).value,
    /** @param {string} node @param {string} name @param {string} value */
    setVariable: (node, name, value) =>
      ask(spillway.engine('asterisk', node), `asterisk/variable?variable=${name}&value=${value}`, 'POST'),
    /** Ends every channel, for the next test's sake. */
    hangUpAll: async () => {
      for (const channel of await self.channels())
        await ask(spillway.engine('asterisk', channel.node), `channels/${channel.id}`, 'DELETE');
    },
    /** Nothing of any call is left. @param {number} [within] ms */
    untilEmpty: (within = 10_000) =>
      eventually(async () => (await self.channels()).length === 0 && (await self.bridges()).length === 0, {
        within,
        what: 'no channel and no bridge in Asterisk',
      }),
  };
  return self;
}

/** Legs to agents carry a reservation's id as theirs. @param {any} channel */
const isCaller = (channel) => /^[\w.-]*\d+\.\d+$/.test(channel.id);

/** @param {string} line */
const fieldsOf = (line) =>
  [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(([, f]) => f.replace(/^"|"$/g, '').replaceAll('""', '"'));

/** RFC 9562 version 5: the documented way from a channel to its interaction. @param {string} node @param {string} channel */
export function interactionId(node, channel) {
  const hash = createHash('sha1')
    .update(Buffer.from('7a0c1d2e5b645e0f9b7e3c1f6a2d9e10', 'hex'))
    .update(`${node}:${channel}`)
    .digest()
    .subarray(0, 16);
  hash[6] = (hash[6] & 0x0f) | 0x50;
  hash[8] = (hash[8] & 0x3f) | 0x80;
  return hash.toString('hex').replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5');
}
