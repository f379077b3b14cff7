import { createServer, type Server } from 'node:http';
import type { FastifyInstance } from 'fastify';

/** What tells of the process and is for whoever runs it. */
const OPS = new Set(['/healthz', '/readyz', '/metrics']);

/**
 * Health and metrics on an address of their own, and there alone: a service that strangers reach tells them nothing of
 * itself. That address opens and closes with the service's own.
 */
export function serveOps(fastify: FastifyInstance, host: string, port: number): void {
  const server = createServer((request, reply) => fastify.routing(request, reply));
  const mine = new WeakSet<object>();
  server.on('connection', (socket) => mine.add(socket));
  // By the route that was found, not by the text of the address: one path can be written in many ways.
  fastify.addHook('onRequest', async (request, reply) => {
    if (mine.has(request.raw.socket) !== OPS.has(request.routeOptions.url ?? ''))
      return reply.code(404).type('application/problem+json').send(NOTHING);
  });
  fastify.addHook('onClose', () => closed(server));
  fastify.addHook('onReady', () => opened(server, host, port));
}

const NOTHING = JSON.stringify({
  type: 'about:blank',
  title: 'Nothing here',
  status: 404,
  detail: 'Nothing is served at this path of this port.',
  code: 'HTTP.NOT_FOUND',
});

const opened = (server: Server, host: string, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });

function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => {
    server.close(() => resolve());
  });
}
