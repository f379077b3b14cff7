import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { noSuchPath } from '../proxy/problem.js';
import { pageHeaders } from './policy.js';

const notBuilt =
  'The pages are not built. Run `npx vite build services/console/web` in Spillway’s folder, then reload.\n';

/** Serves the built pages. Paths without a file name are places inside the console and get its page. */
export async function servePages(fastify: FastifyInstance, dir: string, gatewayOrigins: readonly string[]) {
  const root = resolve(dir);
  const headers = pageHeaders(gatewayOrigins);
  await fastify.register(fastifyStatic, {
    root,
    serve: false,
    cacheControl: false,
  });
  fastify.route({
    method: ['GET', 'HEAD'],
    url: '/*',
    handler: (request, reply) => {
      const path = (request.url.split('?', 1)[0] ?? '/').slice(1);
      for (const [name, value] of Object.entries(headers)) void reply.header(name, value);
      if (path.startsWith('api/')) {
        return reply
          .code(404)
          .type('application/problem+json')
          .send(JSON.stringify(noSuchPath(`/${path}`)));
      }
      if (!existsSync(root)) return reply.code(503).type('text/plain').send(notBuilt);
      if (path === 'call-us') return reply.header('cache-control', 'no-cache').sendFile('call-us.html');
      if (!/\.[a-z0-9]+$/.test(path)) return reply.header('cache-control', 'no-cache').sendFile('index.html');
      // The build puts a hash of the content into the names of assets.
      const lasting = path.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';
      return reply.header('cache-control', lasting).sendFile(path);
    },
  });
}
