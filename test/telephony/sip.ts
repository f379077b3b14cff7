import { randomBytes } from 'node:crypto';
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';

/** A SIP message taken apart as far as these tests need it (RFC 3261). */
interface Message {
  readonly first: string;
  readonly method: string;
  readonly status: number;
  readonly headers: Map<string, string[]>;
}

const random = () => randomBytes(6).toString('hex');

function parse(text: string): Message {
  const [first = '', ...lines] = text.split('\r\n\r\n', 1)[0]!.split('\r\n');
  const headers = new Map<string, string[]>();
  for (const line of lines) {
    const at = line.indexOf(':');
    const name = line.slice(0, at).trim().toLowerCase();
    headers.set(name, [...(headers.get(name) ?? []), line.slice(at + 1).trim()]);
  }
  const status = first.startsWith('SIP/2.0') ? Number(first.slice(8, 11)) : 0;
  const method = status ? (headers.get('cseq')?.[0]?.split(' ')[1] ?? '') : first.split(' ')[0]!;
  return { first, method, status, headers };
}
const header = (m: Message, name: string): string => m.headers.get(name)?.[0] ?? '';

const sdp = (ip: string, port: number) =>
  `v=0\r\no=- 1 1 IN IP4 ${ip}\r\ns=-\r\nc=IN IP4 ${ip}\r\nt=0 0\r\nm=audio ${port} RTP/AVP 8 101\r\na=rtpmap:8 PCMA/8000\r\na=rtpmap:101 telephone-event/8000\r\n`;
const withBody = (lines: string[], type = '', body = ''): string =>
  [...lines, ...(type ? [`Content-Type: ${type}`] : []), `Content-Length: ${body.length}`, '', body].join('\r\n');

/** Tells its waiters once that something has happened. */
class Signal {
  readonly happened: Promise<void>;
  fire = () => {};
  constructor() {
    this.happened = new Promise((resolve) => {
      this.fire = resolve;
    });
  }
}

/** A caller whom the test holds in its hand: she calls, presses keys and hangs up when it says so. Sends no audio. */
export class Caller {
  readonly answered = new Signal();
  readonly ended = new Signal();
  isAnswered = false;
  /** Of the last final answer to her INVITE. */
  status = 0;
  private readonly callId = random();
  private readonly from: string;
  private to: string;
  private target: string;
  private seq = 1;

  private constructor(
    private readonly socket: Socket,
    private readonly uri: string,
    number: string,
    private readonly sipPort: number,
    private readonly ip: string,
  ) {
    this.from = `<sip:${number}@127.0.0.1>;tag=${random()}`;
    this.to = `<${uri}>`;
    this.target = uri;
  }

  static async call(o: {
    to: string;
    sipPort: number;
    number: string;
    ip?: string;
    rtpPort?: number;
  }): Promise<Caller> {
    const ip = o.ip ?? '127.0.0.1';
    const socket = createSocket('udp4').bind(0, ip);
    await once(socket, 'listening');
    const caller = new Caller(socket, `sip:${o.to}@127.0.0.1:${o.sipPort}`, o.number, o.sipPort, ip);
    socket.on('message', (data) => caller.heard(parse(String(data))));
    caller.send('INVITE', 'application/sdp', sdp(ip, o.rtpPort ?? 30_000));
    return caller;
  }

  hangUp(): void {
    this.seq += 1;
    this.send('BYE');
  }
  key(key: string): void {
    this.seq += 1;
    this.send('INFO', 'application/dtmf-relay', `Signal=${key}\r\nDuration=160\r\n`);
  }
  /** Gone without a word, like a phone whose battery died. */
  vanish(): void {
    this.ended.fire();
    this.socket.close();
  }

  private heard(m: Message): void {
    if (m.status >= 200 && m.method === 'INVITE') {
      this.to = header(m, 'to');
      this.target = /<([^>]+)>/.exec(header(m, 'contact'))?.[1] ?? this.uri;
      this.send('ACK');
      this.status = m.status;
      this.isAnswered = m.status < 300;
      if (m.status < 300) this.answered.fire();
      else this.over();
    } else if (m.status >= 200 && m.method === 'BYE') this.over();
    else if (m.method === 'BYE' && !m.status) {
      this.socket.send(answer(m, '200 OK'), this.sipPort, '127.0.0.1');
      this.over();
    }
  }
  private over(): void {
    this.ended.fire();
    setTimeout(() => this.socket.close(), 50);
  }
  private send(method: string, type = '', body = ''): void {
    const { port } = this.socket.address();
    const uri = method === 'INVITE' ? this.uri : this.target;
    const lines = [
      `${method} ${uri} SIP/2.0`,
      `Via: SIP/2.0/UDP ${this.ip}:${port};branch=z9hG4bK${random()}`,
      `From: ${this.from}`,
      `To: ${this.to}`,
      `Call-ID: ${this.callId}`,
      `CSeq: ${this.seq} ${method}`,
      `Contact: <sip:caller@${this.ip}:${port}>`,
      'Max-Forwards: 70',
    ];
    this.socket.send(withBody(lines, type, body), this.sipPort, '127.0.0.1');
  }
}

function answer(
  m: Message,
  status: string,
  more: { tag?: string; type?: string; body?: string; contact?: string } = {},
): string {
  const to = header(m, 'to');
  const lines = [
    `SIP/2.0 ${status}`,
    ...(m.headers.get('via') ?? []).map((via) => `Via: ${via}`),
    `From: ${header(m, 'from')}`,
    `To: ${more.tag && !to.includes('tag=') ? `${to};tag=${more.tag}` : to}`,
    `Call-ID: ${header(m, 'call-id')}`,
    `CSeq: ${header(m, 'cseq')}`,
    ...(more.contact ? [`Contact: <${more.contact}>`] : []),
  ];
  return withBody(lines, more.type, more.body);
}

/** How a phone takes its next calls: answers (after a while), refuses with a status, or only rings. */
export type Manner = { answersAfter: number } | { refuses: string } | 'rings';

interface Taken {
  readonly invite: Message;
  readonly from: { port: number; address: string };
  readonly tag: string;
  up: boolean;
}

/** A desk phone in the test's hand. */
export class Phone {
  manner: Manner = { answersAfter: 20 };
  readonly calls: Taken[] = [];

  private constructor(
    private readonly socket: Socket,
    private readonly ip: string,
    private readonly port: number,
  ) {}

  static async at(ip: string, port: number): Promise<Phone> {
    const socket = createSocket({ type: 'udp4', reuseAddr: true }).bind(port, ip);
    await once(socket, 'listening');
    const phone = new Phone(socket, ip, port);
    socket.on('message', (data, from) => phone.heard(parse(String(data)), from));
    return phone;
  }
  close(): void {
    this.socket.close();
  }

  /** Value of a header of the newest INVITE. */
  lastInvite(name: string): string {
    return header(this.calls.at(-1)!.invite, name);
  }
  answer(): void {
    for (const call of this.calls.filter((c) => !c.up)) this.pickUp(call);
  }
  hangUp(): void {
    for (const call of this.calls.filter((c) => c.up)) {
      call.up = false;
      const { invite, tag, from } = call;
      const lines = [
        `BYE ${/<([^>]+)>/.exec(header(invite, 'contact'))?.[1]} SIP/2.0`,
        `Via: SIP/2.0/UDP ${this.ip}:${this.port};branch=z9hG4bK${random()}`,
        `From: ${header(invite, 'to')};tag=${tag}`,
        `To: ${header(invite, 'from')}`,
        `Call-ID: ${header(invite, 'call-id')}`,
        'CSeq: 2 BYE',
        'Max-Forwards: 70',
      ];
      this.socket.send(withBody(lines), from.port, from.address);
    }
  }

  private heard(m: Message, from: { port: number; address: string }): void {
    const known = this.calls.find((c) => header(c.invite, 'call-id') === header(m, 'call-id'));
    if (m.status || m.method === 'ACK') return;
    if (m.method === 'INVITE') return known ? undefined : this.rung({ invite: m, from, tag: random(), up: false });
    this.socket.send(answer(m, '200 OK', { tag: known?.tag ?? random() }), from.port, from.address);
    if (m.method === 'CANCEL' && known && !known.up) this.say(known, '487 Request Terminated');
    if (known) known.up = false;
    if (known) this.calls.splice(this.calls.indexOf(known), 1);
  }
  private rung(call: Taken): void {
    this.calls.push(call);
    const { manner } = this;
    this.say(call, '180 Ringing');
    if (manner === 'rings') return;
    if ('refuses' in manner) {
      this.calls.splice(this.calls.indexOf(call), 1);
      return this.say(call, manner.refuses);
    }
    setTimeout(() => this.calls.includes(call) && this.pickUp(call), manner.answersAfter);
  }
  private pickUp(call: Taken): void {
    call.up = true;
    this.say(call, '200 OK', sdp(this.ip, 31_000));
  }
  private say({ invite, from, tag }: Taken, status: string, body?: string): void {
    const contact = `sip:phone@${this.ip}:${this.port}`;
    const more = body ? { type: 'application/sdp', body } : {};
    this.socket.send(answer(invite, status, { tag, contact, ...more }), from.port, from.address);
  }
}
