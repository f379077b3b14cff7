import { type IncomingMessage, type Server } from 'node:http';
import { connect, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';

/** Asterisk node → address of its SIP websocket, for example `{a: 'ws://127.0.0.1:7404/ws'}`. */
export type VoiceUrls = Record<string, string>;

/**
 * Passes `/voice/<node>` to that node's SIP websocket, byte for byte: frames are not looked at, so nothing can be
 * reordered, and TCP's own back-pressure holds from end to end. Returns what closes it again.
 */
export function serveVoice(server: Server, urls: VoiceUrls): () => void {
  const open = new Set<Duplex>();
  const onUpgrade = (request: IncomingMessage, client: Duplex, head: Buffer) => {
    const target = targetOf(request, urls);
    client.on('error', () => client.destroy());
    if (!target) return void client.end('HTTP/1.1 404 Not Found\r\nconnection: close\r\n\r\n');
    const upstream = connect({ host: target.hostname, port: Number(target.port || 80), noDelay: true });
    (client as Socket).setNoDelay?.(true);
    upstream.on('error', () => {
      if (!client.destroyed) client.end('HTTP/1.1 503 Service Unavailable\r\nconnection: close\r\n\r\n');
    });
    upstream.on('connect', () => {
      upstream.write(headOf(request, target));
      if (head.length) upstream.write(head);
      upstream.pipe(client).pipe(upstream);
    });
    upstream.on('close', () => client.destroy());
    client.on('close', () => {
      open.delete(client);
      upstream.destroy();
    });
    open.add(client);
  };
  server.on('upgrade', onUpgrade);
  return () => {
    server.off('upgrade', onUpgrade);
    for (const socket of open) socket.destroy();
  };
}

function targetOf(request: IncomingMessage, urls: VoiceUrls): URL | undefined {
  const node = /^\/voice\/([a-z0-9-]{1,40})$/.exec((request.url ?? '').split('?', 1)[0]!)?.[1];
  const url = node !== undefined && Object.hasOwn(urls, node) ? urls[node] : undefined;
  return url && sameSite(request) ? new URL(url) : undefined;
}

/** A page of another origin must not speak SIP through its visitor's browser; programs send no Origin. */
function sameSite(request: IncomingMessage): boolean {
  const { origin, host } = request.headers;
  if (!origin) return true;
  return URL.canParse(origin) && new URL(origin).host === host;
}

function headOf(request: IncomingMessage, target: URL): string {
  const lines = [`GET ${target.pathname}${target.search} HTTP/1.1`, `host: ${target.host}`];
  for (let i = 0; i < request.rawHeaders.length; i += 2) {
    const name = request.rawHeaders[i]!;
    if (name.toLowerCase() !== 'host') lines.push(`${name}: ${request.rawHeaders[i + 1]}`);
  }
  return `${lines.join('\r\n')}\r\n\r\n`;
}
