import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { WebSocket } from 'ws';

let count = 0;

/** `to` and `from` are the user parts of the addresses, escaped by whoever asks. */
export interface Request {
  readonly method: 'INVITE' | 'REGISTER';
  readonly to: string;
  readonly from: string;
}

/** One SIP request of a stranger (RFC 3261), said as it stands; answers with the status of the final answer. */
export async function say(port: number, request: Request): Promise<number> {
  const socket = createSocket('udp4');
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const answered = finalAnswer(request.method, (take) => socket.on('message', (data) => take(String(data))));
  socket.send(textOf(request, 'UDP', port, socket.address().port), port, '127.0.0.1');
  try {
    return await answered;
  } finally {
    socket.close();
  }
}

/** The same by the websocket for pages (RFC 7118). */
export async function sayByWebSocket(url: string, request: Request): Promise<number> {
  const socket = new WebSocket(url, 'sip');
  await once(socket, 'open');
  const answered = finalAnswer(request.method, (take) => socket.on('message', (data) => take(String(data))));
  socket.send(textOf(request, 'WS', 5060, 9));
  try {
    return await answered;
  } finally {
    socket.terminate();
  }
}

function finalAnswer(method: string, listen: (take: (text: string) => void) => void): Promise<number> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`no answer to ${method}`)), 10_000);
    listen((text) => {
      const status = Number(/^SIP\/2\.0 (\d{3})/.exec(text)?.[1]);
      if (!(status >= 200)) return;
      clearTimeout(late);
      resolve(status);
    });
  });
}

function textOf({ method, to, from }: Request, transport: string, port: number, mine: number): string {
  const id = `stranger-${process.pid}-${++count}`;
  const body =
    method === 'INVITE'
      ? `v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio ${mine} RTP/AVP 8\r\n`
      : '';
  return [
    `${method} sip:${to}@127.0.0.1:${port} SIP/2.0`,
    `Via: SIP/2.0/${transport} 127.0.0.1:${mine};branch=z9hG4bK${id};rport`,
    'Max-Forwards: 70',
    `From: <sip:${from}@127.0.0.1>;tag=${id}`,
    `To: <sip:${to}@127.0.0.1>`,
    `Call-ID: ${id}`,
    `CSeq: 1 ${method}`,
    `Contact: <sip:stranger@127.0.0.1:${mine}>`,
    ...(body ? ['Content-Type: application/sdp'] : []),
    `Content-Length: ${body.length}`,
    '',
    body,
  ].join('\r\n');
}
