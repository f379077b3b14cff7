import { createSocket } from 'node:dgram';
import { once } from 'node:events';

let count = 0;

/** `to` and `from` are the user parts of the addresses, escaped by whoever asks. */
export interface Request {
  readonly method: 'INVITE' | 'REGISTER';
  readonly to: string;
  readonly from: string;
}

/** One SIP request of a stranger (RFC 3261), said as it stands; answers with the status of the final answer. */
export async function say(port: number, { method, to, from }: Request): Promise<number> {
  const socket = createSocket('udp4');
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const { port: mine } = socket.address();
  const id = `stranger-${process.pid}-${++count}`;
  const body =
    method === 'INVITE'
      ? `v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio ${mine} RTP/AVP 8\r\n`
      : '';
  const lines = [
    `${method} sip:${to}@127.0.0.1:${port} SIP/2.0`,
    `Via: SIP/2.0/UDP 127.0.0.1:${mine};branch=z9hG4bK${id};rport`,
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
  ];
  const answered = new Promise<number>((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`no answer to ${method}`)), 10_000);
    socket.on('message', (data) => {
      const status = Number(/^SIP\/2\.0 (\d{3})/.exec(String(data))?.[1]);
      if (status < 200) return;
      clearTimeout(late);
      resolve(status);
    });
  });
  socket.send(lines.join('\r\n'), port, '127.0.0.1');
  try {
    return await answered;
  } finally {
    socket.close();
  }
}
