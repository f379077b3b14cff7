import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { type AddressInfo, connect, createServer as createTcpServer, type Server as TcpServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { WebSocket, WebSocketServer } from 'ws';
import { registry } from '#common/metrics/metrics.js';
import { serveSite } from './site.js';

const portOf = (server: TcpServer) => (server.address() as AddressInfo).port;
const listen = (server: TcpServer) => new Promise<void>((done) => server.listen(0, '127.0.0.1', done));

describe('the origin of the site', () => {
  const web = mkdtempSync(join(tmpdir(), 'pages-'));
  const asked: { url: string; authorization?: string; body: string }[] = [];
  const routing = createServer((request, response) => {
    if (request.url === '/api/v1/live') {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write('data: first\n\n');
      return;
    }
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      asked.push({ url: request.url!, authorization: request.headers.authorization, body });
      response.writeHead(206, { 'content-type': 'audio/wav', 'content-range': 'bytes 0-1/10' }).end('ab');
    });
  });
  const asterisk = createServer();
  let toUnwilling = '';
  // As Asterisk does: it refuses a handshake that it does not like, and keeps the connection for the next request.
  const unwilling = createTcpServer((socket) =>
    socket
      .on('error', () => undefined)
      .on('data', (data) => {
        toUnwilling += data;
        socket.write('HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n\r\n');
      }),
  );
  let site: FastifyInstance;
  let closeVoice: () => void;
  let origin: string;

  beforeAll(async () => {
    writeFileSync(join(web, 'index.html'), '<title>console</title>');
    writeFileSync(join(web, 'call-us.html'), '<title>call us</title>');
    const sip = new WebSocketServer({ server: asterisk, path: '/ws' });
    sip.on('connection', (socket) => socket.on('message', (data) => socket.send(`echo ${data}`)));
    await Promise.all([listen(routing), listen(asterisk), listen(unwilling)]);
    site = new FastifyAdapter().getInstance() as unknown as FastifyInstance;
    closeVoice = await serveSite(site, {
      services: { routing: `http://127.0.0.1:${portOf(routing)}`, reporting: 'http://127.0.0.1:9' },
      voice: {
        a: `ws://127.0.0.1:${portOf(asterisk)}/ws`,
        unwilling: `ws://127.0.0.1:${portOf(unwilling)}/ws`,
      },
      voiceConnections: 2,
      gatewayOrigins: ['ws://gateway.example:7401'],
      webDir: web,
    });
    await site.listen({ port: 0, host: '127.0.0.1' });
    origin = `http://127.0.0.1:${portOf(site.server)}`;
  });
  afterAll(async () => {
    closeVoice();
    for (const server of [routing, asterisk]) {
      server.closeAllConnections();
      server.close();
    }
    unwilling.close();
    await site.close();
    rmSync(web, { recursive: true });
  });

  it('passes a request on with its credential, body and range', async () => {
    const answer = await fetch(`${origin}/api/v1/tickets/t1/call?x=1`, {
      method: 'POST',
      headers: { authorization: 'Bearer t', 'content-type': 'application/json', range: 'bytes=0-1' },
      body: '{"a":1}',
    });
    expect([answer.status, await answer.text()]).toEqual([206, 'ab']);
    expect(answer.headers.get('content-range')).toBe('bytes 0-1/10');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(asked.at(-1)).toEqual({ url: '/api/v1/tickets/t1/call?x=1', authorization: 'Bearer t', body: '{"a":1}' });
  });

  it('lets the first event of a stream through while the stream goes on', async () => {
    const stop = new AbortController();
    const answer = await fetch(`${origin}/api/v1/live`, { signal: stop.signal });
    const { value } = await answer.body!.getReader().read();
    expect(new TextDecoder().decode(value)).toBe('data: first\n\n');
    stop.abort();
  });

  it.each([
    ['/api/v1/reports/day', 503, 'CONSOLE.SERVICE_AWAY'],
    ['/api/v1/recordings', 503, 'CONSOLE.SERVICE_AWAY'],
    ['/api/v1/nothing', 404, 'CONSOLE.NO_SUCH_PATH'],
    ['/api/v7', 404, 'CONSOLE.NO_SUCH_PATH'],
  ])('%s → %i %s as a problem document', async (path, status, code) => {
    const answer = await fetch(origin + path);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([status, code]);
  });

  it.each([
    ['/', 'console'],
    ['/desk', 'console'],
    ['/recordings/7', 'console'],
    ['/call-us', 'call us'],
    ['/call-us.html', 'call us'],
  ])('%s is the page "%s"', async (path, title) => {
    const answer = await fetch(origin + path);
    expect(await answer.text()).toContain(title);
    const policy = answer.headers.get('content-security-policy')!;
    expect(policy).toContain("connect-src 'self' ws://gateway.example:7401");
    expect(policy).not.toContain('unsafe');
  });

  it('answers 404 for an asset that is not there', async () => {
    expect((await fetch(`${origin}/assets/none.js`)).status).toBe(404);
  });

  it('names the services that are away in the description of the API', async () => {
    const answer = await fetch(`${origin}/api/openapi.json`);
    expect(answer.headers.get('x-spillway-away')).toContain('reporting');
  });

  const speak = (path: string, options: { origin?: string } = {}) =>
    new Promise<string>((done) => {
      const socket = new WebSocket(`${origin.replace('http', 'ws')}${path}`, 'sip', options);
      socket.on('open', () => socket.send('REGISTER'));
      socket.on('message', (data) => {
        done(`${socket.protocol}: ${data}`);
        socket.close();
      });
      socket.on('error', (error) => done(error.message));
    });

  const refusals = async (): Promise<number> =>
    Number(/^spillway_console_voice_refused_total (\d+)/m.exec(await registry.metrics())?.[1]);

  it('passes SIP to the named node', async () => {
    expect(await speak('/voice/a', { origin })).toBe('sip: echo REGISTER');
  });
  it('lets a visitor say nothing to a node that has not agreed to a websocket', async () => {
    const { hostname, port } = new URL(origin);
    const answer = await new Promise<string>((done) => {
      let text = '';
      const socket = connect(Number(port), hostname, () =>
        socket.write('GET /voice/unwilling HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n'),
      );
      socket.once('data', () => socket.write('GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n'));
      socket.on('data', (data) => {
        text += data;
      });
      socket.on('error', () => undefined);
      socket.on('close', () => done(text));
      setTimeout(() => socket.destroy(), 500);
    });
    expect(answer).toMatch(/^HTTP\/1.1 400 /);
    expect(toUnwilling).toContain('GET /ws');
    expect(toUnwilling).not.toContain('/metrics');
  });
  it('holds so many connections from one source and no more, until one of them ends', async () => {
    const open = (headers: Record<string, string>) =>
      new Promise<WebSocket | string>((done) => {
        const socket = new WebSocket(`${origin.replace('http', 'ws')}/voice/a`, 'sip', { headers });
        socket.on('open', () => done(socket));
        socket.on('error', (error) => done(error.message));
      });
    // Named by a proxy on this machine: what the client itself put before it counts nothing.
    const stranger = (claim: string) => open({ 'x-forwarded-for': `${claim}, 203.0.113.7` });
    const before = await refusals();
    const [first] = await Promise.all([stranger('198.51.100.1'), stranger('198.51.100.2')]);
    expect(await stranger('127.0.0.1')).toContain('429');
    expect(await refusals()).toBe(before + 1);
    expect(await open({ 'x-forwarded-for': '203.0.113.8' })).toBeInstanceOf(WebSocket);
    for (let i = 0; i < 3; i++) expect(await open({})).toBeInstanceOf(WebSocket);
    (first as WebSocket).terminate();
    let again: WebSocket | string = '';
    for (let tries = 0; tries < 50 && !(again instanceof WebSocket); tries++) again = await stranger('198.51.100.3');
    expect(again).toBeInstanceOf(WebSocket);
  });
  it.each([
    ['a node that is not there', '/voice/z', {}],
    ['a page of another origin', '/voice/a', { origin: 'https://evil.example' }],
    ['any other path', '/elsewhere', {}],
  ])('refuses %s', async (_situation, path, options) => {
    expect(await speak(path, options)).toContain('404');
  });
});
