import { createPrivateKey, randomUUID, sign } from 'node:crypto';
import WebSocket from 'ws';

const part = (/** @type {unknown} */ value) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Signs tickets as directory does (RFC 7519, Ed25519). @param {string} pem @param {string} kid */
export function ticketsOf(pem, kid) {
  const key = createPrivateKey(pem);
  return (/** @type {string} */ session) => {
    const exp = Math.floor(Date.now() / 1000) + 600;
    const text = `${part({ alg: 'EdDSA', kid })}.${part({ iss: 'spillway', aud: 'edge', session, place: 'site', epoch: 1, exp })}`;
    return `${text}.${sign(null, Buffer.from(text), key).toString('base64url')}`;
  };
}

/**
 * One page: connected, counts what it is sent.
 * @param {string} url @param {string} session @param {string} ticket
 */
export async function page(url, session, ticket) {
  const socket = new WebSocket(url, ['spillway.desk.v1', `spillway.ticket.${ticket}`], { perMessageDeflate: false });
  /** @type {Map<string, (at: number) => void>} */
  const waiting = new Map();
  let snapshots = 0;
  const ready = Promise.withResolvers();
  socket.on('error', ready.reject);
  socket.on('message', (data) => {
    const frame = JSON.parse(String(data));
    if (frame.t === 'snapshot' && ++snapshots === 1) ready.resolve(undefined);
    const key = frame.t === 'delta' ? `d${frame.delta.n}` : frame.t === 'answer' ? frame.answer.id : '';
    waiting.get(key)?.(performance.now());
    waiting.delete(key);
  });
  await ready.promise;
  return {
    session,
    get snapshots() {
      return snapshots;
    },
    /** When the change arrives. @param {number} n */
    delta: (n) => new Promise((/** @type {(at: number) => void} */ resolve) => waiting.set(`d${n}`, resolve)),
    beat: () => socket.send('{"t":"beat"}'),
    /** Milliseconds from a command to its answer. */
    async command() {
      const id = randomUUID();
      const answered = new Promise((/** @type {(at: number) => void} */ resolve) => waiting.set(id, resolve));
      const at = performance.now();
      const command = { id, deadline: Date.now() + 20_000, session, epoch: 1, verb: 'set-status', status: 'break' };
      socket.send(JSON.stringify({ t: 'command', command }));
      return (await answered) - at;
    },
    close: () => socket.terminate(),
  };
}
