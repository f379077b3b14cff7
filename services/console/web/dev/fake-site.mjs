/**
 * A site that answers from fixtures, for looking at the pages while they are made and for visual tests. Not a part of
 * Spillway and never started by it: `node services/console/web/dev/fake-site.mjs`, then `POST /fake/scene {"scene": "talk"}`.
 */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { WebSocketServer } from 'ws';
import { answerRegister } from './fake-registrar.mjs';
import * as data from './fixtures.mjs';
import { sceneOf } from './scenes.mjs';

const port = Number(process.env.PORT ?? 7490);
const web = process.env.WEB ?? fileURLToPath(new URL('../../../../dist/console-web/', import.meta.url));
const types = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' };
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; media-src 'self' blob: mediastream:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

let scene = 'idle';
let number = 1;
const desks = new Set();
const snapshot = () => ({ t: 'snapshot', snapshot: { ...sceneOf(scene), n: ++number } });
const tell = (frame) => {
  for (const desk of desks) desk.send(JSON.stringify(frame));
};

const server = createServer(async (request, response) => {
  const url = new URL(request.url, `http://localhost:${port}`);
  const json = (body, status = 200) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  let text = '';
  for await (const chunk of request) text += chunk;
  const body = text && request.headers['content-type']?.includes('json') ? JSON.parse(text) : {};

  if (url.pathname === '/fake/scene') {
    scene = body.scene;
    tell(snapshot());
    return json({ scene });
  }
  if (url.pathname.startsWith('/api/v1/')) {
    const path = url.pathname.slice('/api/v1'.length);
    if (path === '/live') return live(request, response);
    if (/^\/recordings\/[^/]+\/audio/.test(path)) return audio(request, response);
    if (path.endsWith('.csv'))
      return response.writeHead(200, { 'content-type': 'text/csv' }).end('queue,offered\nSales,42\n');
    const answer = data.answerOf(request.method, path, url.searchParams, body, { port, scene });
    return answer ? json(answer.body ?? answer, answer.status ?? 200) : json({ code: 'FAKE.NONE', detail: path }, 404);
  }
  const file = url.pathname === '/call-us' ? 'call-us.html' : extname(url.pathname) ? url.pathname : 'index.html';
  const content = await readFile(join(web, file)).catch(() => undefined);
  if (!content) return response.writeHead(404).end();
  response
    .writeHead(200, { 'content-type': types[extname(file)] ?? 'text/plain', 'content-security-policy': policy })
    .end(content);
});

function live(request, response) {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  const send = () => response.write(`event: state\ndata: ${JSON.stringify(data.liveState())}\n\n`);
  send();
  const timer = setInterval(send, 3000);
  request.on('close', () => clearInterval(timer));
}

function audio(request, response) {
  const wav = data.recordingWav();
  const range = /bytes=(\d+)-(\d*)/.exec(request.headers.range ?? '');
  if (!range) return response.writeHead(200, { 'content-type': 'audio/wav', 'accept-ranges': 'bytes' }).end(wav);
  const from = Number(range[1]);
  const to = range[2] ? Math.min(Number(range[2]), wav.length - 1) : wav.length - 1;
  response
    .writeHead(206, { 'content-type': 'audio/wav', 'content-range': `bytes ${from}-${to}/${wav.length}` })
    .end(wav.subarray(from, to + 1));
}

const gateway = new WebSocketServer({ noServer: true, handleProtocols: () => 'spillway.v1' });
gateway.on('connection', (socket) => {
  desks.add(socket);
  socket.on('close', () => desks.delete(socket));
  socket.send(JSON.stringify(snapshot()));
  socket.on('message', (raw) => {
    const frame = JSON.parse(raw);
    if (frame.t === 'snapshot?') socket.send(JSON.stringify(snapshot()));
    if (frame.t === 'command') socket.send(JSON.stringify({ t: 'answer', answer: { id: frame.command.id, ok: true } }));
  });
});
let beats = 0;
setInterval(() => scene !== 'away' && tell({ t: 'heartbeat', at: Date.now(), n: ++beats }), 2000);

const sip = new WebSocketServer({ noServer: true, handleProtocols: () => 'sip' });
sip.on('connection', (socket) => socket.on('message', (raw) => answerRegister(String(raw), socket)));

server.on('upgrade', (request, socket, head) => {
  const to = request.url.startsWith('/voice/') ? sip : gateway;
  if (scene === 'away') return socket.destroy();
  to.handleUpgrade(request, socket, head, (ws) => to.emit('connection', ws));
});
server.listen(port, '127.0.0.1', () => console.log(`http://localhost:${port}`));
