import { request as ask, type IncomingMessage, type OutgoingHttpHeaders, type Server } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { counter } from '#common/metrics/metrics.js';
import type { Sources } from './sources.js';

/** Asterisk node → address of its SIP websocket, for example `{a: 'ws://127.0.0.1:7404/ws'}`. */
export type VoiceUrls = Record<string, string>;

const PATIENCE_MS = 5000;
const refused = counter(
  'spillway_console_voice_refused_total',
  'Phone connections refused because as many as allowed are open from one source',
);

/**
 * Passes `/voice/<node>` to that node's SIP websocket, byte for byte once the node has agreed to it: frames are not looked
 * at, so nothing can be reordered, and TCP's own back-pressure holds from end to end. Returns what closes it again.
 */
export function serveVoice(server: Server, urls: VoiceUrls, sources: Sources): () => void {
  const open = new Set<Duplex>();
  const onUpgrade = (request: IncomingMessage, client: Duplex, head: Buffer) => {
    const target = targetOf(request, urls);
    client.on('error', () => client.destroy());
    if (!target) return refuse(client, '404 Not Found');
    const release = sources.take(request);
    if (!release) {
      refused.inc();
      return refuse(client, '429 Too Many Requests');
    }
    open.add(client);
    client.on('close', () => {
      open.delete(client);
      release();
    });
    pass(request, client, head, target);
  };
  server.on('upgrade', onUpgrade);
  return () => {
    server.off('upgrade', onUpgrade);
    for (const socket of open) socket.destroy();
  };
}

/**
 * Nothing of the visitor's reaches the node before its 101: on a connection that it did not turn into a websocket her next
 * bytes would be an HTTP request of her own, to everything else that the node serves on that port.
 */
function pass(request: IncomingMessage, client: Duplex, head: Buffer, target: URL): void {
  const asked = ask({
    host: target.hostname,
    port: target.port || 80,
    path: target.pathname,
    headers: headersOf(request),
  });
  const patience = setTimeout(() => asked.destroy(new Error('no answer')), PATIENCE_MS);
  asked.on('upgrade', (answer, upstream, first) => {
    clearTimeout(patience);
    if (client.destroyed) return void upstream.destroy();
    (client as Socket).setNoDelay?.(true);
    (upstream as Socket).setNoDelay?.(true);
    upstream.on('error', () => upstream.destroy());
    upstream.on('close', () => client.destroy());
    client.on('close', () => upstream.destroy());
    client.write(headOf(answer));
    if (first.length) client.write(first);
    if (head.length) upstream.write(head);
    upstream.pipe(client).pipe(upstream);
  });
  asked.on('response', (answer) => {
    clearTimeout(patience);
    asked.destroy();
    refuse(client, `${answer.statusCode} Refused`);
  });
  asked.on('error', () => {
    clearTimeout(patience);
    refuse(client, '503 Service Unavailable');
  });
  client.on('close', () => asked.destroy());
  asked.end();
}

const refuse = (client: Duplex, status: string): void => {
  if (!client.destroyed && !client.writableEnded) client.end(`HTTP/1.1 ${status}\r\nconnection: close\r\n\r\n`);
};

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

/** What a websocket needs and nothing else: no length, no second host, nothing to sign in with elsewhere on the node. */
function headersOf({ headers }: IncomingMessage): OutgoingHttpHeaders {
  const known = Object.entries(headers).filter(([name]) => name.startsWith('sec-websocket-') || name === 'origin');
  return { ...Object.fromEntries(known), connection: 'Upgrade', upgrade: 'websocket' };
}

function headOf({ rawHeaders }: IncomingMessage): string {
  const lines = ['HTTP/1.1 101 Switching Protocols'];
  for (let i = 0; i < rawHeaders.length; i += 2) lines.push(`${rawHeaders[i]}: ${rawHeaders[i + 1]}`);
  return `${lines.join('\r\n')}\r\n\r\n`;
}
