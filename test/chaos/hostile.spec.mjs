import { randomBytes, randomUUID } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import WebSocket from 'ws';
import { call } from '../support/api.mjs';
import { eventually } from '../support/eventually.mjs';
import { expectNothingLeft, useSpillway } from '../support/shared.mjs';
import { address, caller } from '../support/sip/parties.mjs';
import { useStaff } from '../support/staff.mjs';

const spillway = useSpillway();
const staff = useStaff(spillway);
expectNothingLeft(spillway);
const MB = 1024;

/** Resident memory, KiB. @param {number} pid */
const memoryOf = (pid) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);

/** Sends datagrams to a node's SIP and collects the first lines of what comes back. @param {(ip: string, port: number, n: number) => string | Buffer} text @param {number} count */
async function throwAt(text, count, { wait = true } = {}) {
  const [host, port] = spillway.sip().split(':');
  const ip = address();
  const socket = createSocket('udp4');
  /** @type {string[]} */ const answers = [];
  socket.on('message', (m) => answers.push(m.toString('latin1').split('\r\n')[0]));
  await new Promise((resolve) => socket.bind(0, ip, () => resolve(undefined)));
  const own = socket.address().port;
  for (let n = 0; n < count; n++) {
    const sent = text(ip, own, n);
    // One at a time through the kernel: a burst into a full buffer would test loopback, not Asterisk.
    await new Promise((resolve) => socket.send(sent, Number(port), host, () => resolve(undefined)));
    if (n % 50 === 49) await new Promise((resolve) => setImmediate(resolve));
  }
  if (wait) await eventually(() => answers.length > 0, { within: 5000, what: 'an answer' });
  return { answers, close: () => socket.close() };
}

/** @param {string} method @param {string} ip @param {number} port @param {string} body @param {string} [more] */
const sip = (method, ip, port, body, more = '') =>
  [
    `${method} sip:1001@127.0.0.1 SIP/2.0`,
    `Via: SIP/2.0/UDP ${ip}:${port};branch=z9hG4bK${randomUUID()}`,
    `From: <sip:junk@${ip}>;tag=${randomUUID()}`,
    'To: <sip:1001@127.0.0.1>',
    `Call-ID: ${randomUUID()}`,
    `CSeq: 1 ${method}`,
    `Contact: <sip:junk@${ip}:${port}>`,
    'Max-Forwards: 70',
    ...(more ? [more] : []),
    ...(body ? ['Content-Type: application/sdp'] : []),
    `Content-Length: ${Buffer.byteLength(body)}`,
    '',
    body,
  ].join('\r\n');

/** A call goes on all the while, and its audio too. @param {() => Promise<void>} storm */
async function besideACall(storm) {
  const agent = await staff.agent();
  const who = await staff.keep(caller(spillway));
  const { reservation } = await agent.talking();
  const asterisk = spillway.engine('asterisk', 'a').pid;
  const before = memoryOf(asterisk);
  await storm();
  expect(spillway.engine('asterisk', 'a').pid).toBe(asterisk);
  expect(memoryOf(asterisk) - before).toBeLessThan(40 * MB);
  expect(await spillway.asterisk.isHearing(await spillway.asterisk.caller(who.number))).toBe(true);
  expect(agent.reservations.get(reservation).talk).toBe('talking');
  await agent.command('hang-up', { reservation });
  expect(await who.ended).toBe(0);
  await agent.wrapUp();
}

describe('broken SIP, absurd SDP', () => {
  it.each([
    ['noise', () => randomBytes(900)],
    [
      'an endless header',
      (/** @type {string} */ ip, /** @type {number} */ port) =>
        sip('OPTIONS', ip, port, '', `Subject: ${'a'.repeat(30_000)}`),
    ],
    ['a request without what it must have', () => 'INVITE sip:1001@127.0.0.1 SIP/2.0\r\nContent-Length: 0\r\n\r\n'],
    [
      'a length that lies',
      (/** @type {string} */ ip, /** @type {number} */ port) =>
        sip('INVITE', ip, port, 'v=0').replace(/Content-Length: \d+/, 'Content-Length: 99999'),
    ],
  ])('%s: dropped, other calls unaffected', async (_, text) => {
    await besideACall(async () => {
      const { close } = await throwAt(/** @type {any} */ (text), 200, { wait: false });
      close();
    });
  });

  it.each([
    [
      'no codec that we speak',
      'v=0\r\no=u 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 10000 RTP/AVP 77\r\na=rtpmap:77 nonsense/8000\r\n',
      '488',
    ],
    ['no session at all', 'hello', '4'],
    [
      'a hundred streams',
      `v=0\r\no=u 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n${'m=audio 10000 RTP/AVP 77\r\n'.repeat(100)}`,
      '4',
    ],
  ])('%s: refused with a clear reason', async (_, sdp, status) => {
    const { answers, close } = await throwAt((ip, port) => sip('INVITE', ip, port, sdp), 1);
    await eventually(() => answers.some((line) => line.startsWith(`SIP/2.0 ${status}`)), {
      what: `${status} among ${answers}`,
    });
    close();
  });
});

describe('10,000 junk REGISTERs', () => {
  it('are refused; memory and a call that goes on are unaffected', async () => {
    await besideACall(async () => {
      const { answers, close } = await throwAt(
        (ip, port, n) =>
          sip(
            'REGISTER',
            ip,
            port,
            '',
            `Authorization: Digest username="x${n}", realm="asterisk", nonce="0", uri="sip:a", response="${'0'.repeat(32)}"`,
          ),
        10_000,
      );
      expect(answers.every((line) => /^SIP\/2\.0 (401|403|404|100)/.test(line))).toBe(true);
      close();
    });
  }, 120_000);
});

describe('wrong tokens', () => {
  it.each([
    ['none', undefined],
    ['nonsense', 'nonsense'],
    [
      'unsigned',
      `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from('{"sub":"x","roles":["it"]}').toString('base64url')}.`,
    ],
  ])('%s: 401 with a stable code, everywhere', async (_, token) => {
    for (const path of [
      'users',
      'live/snapshot',
      'reports/day',
      'recordings',
      'tickets',
      'customers/00000000-0000-4000-8000-000000000000',
    ]) {
      const { status, body } = await call(spillway.site, 'GET', path, { token });
      expect({ path, status, code: typeof body.code }).toEqual({ path, status: 401, code: 'string' });
    }
  });

  it('a ticket of the gateway opens nothing at the site, and a site credential no gateway', async () => {
    const agent = await staff.agent();
    const { status } = await call(spillway.site, 'GET', 'me', { token: agent.pass.ticket });
    expect(status).toBe(401);
    const { accessToken } = agent.api.session;
    const refused = new WebSocket(agent.pass.gateway, ['spillway.desk.v1', `spillway.ticket.${accessToken}`], {
      origin: spillway.site,
    });
    refused.on('error', () => {});
    const answer = await new Promise((resolve) =>
      refused.once('unexpected-response', (_request, response) => resolve(response.statusCode)),
    );
    expect(answer).toBe(401);
  });
});

describe('oversized or malformed JSON', () => {
  it.each([
    ['malformed', '{"user": "anna", ', 400],
    ['not what was asked for', '[1, 2, 3]', 400],
    ['with a key that nobody knows', '{"user":"anna","password":"x","admin":true}', 400],
    ['nested without end', '['.repeat(50_000), 400],
    ['oversized', JSON.stringify({ user: 'anna', password: 'x'.repeat(5_000_000) }), 413],
  ])('%s: refused with a problem document', async (_, body, expected) => {
    const answer = await call(spillway.site, 'POST', 'sessions', { body });
    expect(answer.status).toBe(expected);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(typeof answer.body.code).toBe('string');
  });

  it('on the gateway: the desktop is closed or told, others stay', async () => {
    const [bad, good] = [await staff.agent(), await staff.agent()];
    const before = memoryOf(spillway.service('agent').pid);
    bad.left = true;
    bad.socket.send('x'.repeat(2_000_000));
    await eventually(() => bad.closed !== undefined, { what: 'it is closed' });
    expect(memoryOf(spillway.service('agent').pid) - before).toBeLessThan(60 * MB);
    await good.status('break');
  });
});
