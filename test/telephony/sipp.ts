import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureTree, run } from '../../deploy/engines/index.mjs';

/** One SIPp process; `ended` gives its exit code: 0 when every call went as its scenario says. */
export interface Sipp {
  readonly ended: Promise<number | null>;
  stop(): void;
}

const sdp = `Content-Type: application/sdp
Content-Length: [len]

v=0
o=u 1 1 IN IP[local_ip_type] [local_ip]
s=-
c=IN IP[media_ip_type] [media_ip]
t=0 0
m=audio [media_port] RTP/AVP 8 101
a=rtpmap:8 PCMA/8000
a=rtpmap:101 telephone-event/8000`;
const send = (text: string, retrans = true) => `<send${retrans ? ' retrans="500"' : ''}><![CDATA[\n${text}\n]]></send>`;
const pause = (ms: number) => (ms > 0 ? `<pause milliseconds="${ms}"/>` : '');
const reply = (status: string, more = 'Content-Length: 0\n') =>
  `SIP/2.0 ${status}\n[last_Via:]\n[last_From:]\n[last_To:]${status.startsWith('200') && more.startsWith('Content-Length') ? '' : ';tag=[pid]T[call_number]'}\n[last_Call-ID:]\n[last_CSeq:]\nContact: <sip:[local_ip]:[local_port];transport=[transport]>\n${more}`;
const request = (method: string, uri: string, cseq: number, body = 'Content-Length: 0\n') => `${method} ${uri} SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
From: <sip:[number]@[local_ip]:[local_port]>;tag=[pid]F[call_number]
To: <sip:[service]@[remote_ip]:[remote_port]>${method === 'INVITE' ? '' : '[peer_tag_param]'}
Call-ID: [call_id]
CSeq: ${cseq} ${method}
Contact: <sip:[number]@[local_ip]:[local_port]>
Max-Forwards: 70
${body}`;
const scenario = (body: string) => `<?xml version="1.0" encoding="ISO-8859-1" ?>\n<scenario name="s">\n${body}\n</scenario>\n`;

export interface CallerOptions {
  to: string;
  sipPort: number;
  ip?: string;
  number?: string;
  /** Hangs up this long after the answer, ms; without it waits to be hung up. */
  hangUpAfter?: number;
  /** Keys by SIP INFO, each this long after the one before. */
  keys?: { after: number; key: string }[];
  count?: number;
  rate?: number;
}

/** A caller, or a crowd of them. */
export function caller(o: CallerOptions): Promise<Sipp> {
  const info = (key: string, n: number) =>
    send(request('INFO', '[next_url]', 2 + n, `Content-Type: application/dtmf-relay\nContent-Length: [len]\n\nSignal=${key}\nDuration=160`)) +
    '<recv response="200"/>';
  const keys = (o.keys ?? []).map(({ after, key }, n) => pause(after) + info(key, n)).join('\n');
  const bye =
    o.hangUpAfter === undefined
      ? `<recv request="BYE"/>${send(reply('200 OK'), false)}`
      : `${pause(o.hangUpAfter)}${send(request('BYE', '[next_url]', 90))}<recv response="200"/>`;
  const body = `${send(request('INVITE', 'sip:[service]@[remote_ip]:[remote_port]', 1, sdp))}
<recv response="100" optional="true"/><recv response="180" optional="true"/><recv response="183" optional="true"/>
<recv response="200" rrs="true"/>${send(request('ACK', '[next_url]', 1), false)}
${keys}${bye}`;
  const ip = o.ip ?? '127.0.0.2';
  return start(scenario(body.replaceAll('[number]', o.number ?? '+48221000[call_number]')), [
    `127.0.0.1:${o.sipPort}`, '-s', o.to, '-i', ip, '-mi', ip, '-p', String(port()), '-mp', String(port()),
    '-m', String(o.count ?? 1), '-r', String(o.rate ?? 10),
  ]);
}

export interface PhoneOptions {
  ip: string;
  port: number;
  /** Rings this long, ms. */
  rings?: number;
  /** Refuses with this status instead of answering. */
  refuses?: string;
  /** Never answers: rings until it is cancelled. */
  deaf?: boolean;
  /** Hangs up this long after the answer, ms; without it waits to be hung up. */
  hangsUpAfter?: number;
}

/** A desk phone that takes every call in the same way. */
export function phone(o: PhoneOptions): Promise<Sipp> {
  const head = `<recv request="INVITE" rrs="true"><action>
<ereg regexp=".*" search_in="hdr" header="From:" assign_to="from"/><ereg regexp=".*" search_in="hdr" header="To:" assign_to="to"/>
</action></recv><Reference variables="from,to"/>${send(reply('180 Ringing'), false)}`;
  const cancelled = `<recv request="CANCEL"/>${send(reply('200 OK'), false)}${send(reply('487 Request Terminated'), false)}<recv request="ACK"/>`;
  const refused = `${send(reply(o.refuses ?? ''))}<recv request="ACK"/>`;
  const bye =
    o.hangsUpAfter === undefined
      ? `<recv request="BYE"/>${send(reply('200 OK'), false)}`
      : `${pause(o.hangsUpAfter)}${send(`BYE [next_url] SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
From:[$to];tag=[pid]T[call_number]
To:[$from]
Call-ID: [call_id]
CSeq: 2 BYE
Max-Forwards: 70
Content-Length: 0
`)}<recv response="200"/>`;
  const answered = `${send(reply('200 OK', sdp))}<recv request="ACK"/>${bye}`;
  const body = o.deaf ? cancelled : `${pause(o.rings ?? 50)}${o.refuses ? refused : answered}`;
  return start(scenario(head + body), ['-i', o.ip, '-mi', o.ip, '-p', String(o.port), '-mp', String(port())]);
}

let nextPort = 33_000 + (process.pid % 100) * 20;
const port = (): number => (nextPort += 2);

async function start(xml: string, args: string[]): Promise<Sipp> {
  const tree = await ensureTree();
  const dir = mkdtempSync(join(process.env['SPILLWAY_TEST_DIR'] ?? tmpdir(), 'sipp-'));
  const file = join(dir, `${randomBytes(4).toString('hex')}.xml`);
  writeFileSync(file, xml);
  const { file: loader, args: first, env } = run(tree, 'sipp', ['-sf', file, '-nostdin', '-trace_err', '-error_file', join(dir, 'err'), ...args]);
  const child: ChildProcess = spawn(loader, first, {
    cwd: dir,
    stdio: 'ignore',
    env: { ...env, TERM: 'dumb', TERMINFO: join(tree.root, 'usr/share/terminfo') },
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  return { ended, stop: () => child.kill('SIGKILL') };
}
