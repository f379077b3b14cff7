import type { FastifyInstance } from 'fastify';
import type { ServiceUrls } from '../proxy/api.proxy.js';
import { mergeOpenApi, type OpenApi } from './merge.js';

/** Of the API, whose paths carry it too; the product has its own. */
const API_VERSION = '1';

/** `/api/openapi.json`: asked of the services at each request, so that it says what runs now. One that is away is left out and named. */
export function serveOpenApi(fastify: FastifyInstance, urls: ServiceUrls): void {
  fastify.get('/api/openapi.json', async (_request, reply) => {
    const documents: Record<string, OpenApi> = {};
    const away: string[] = [];
    await Promise.all(
      Object.entries(urls).map(async ([service, url]) => {
        const document = await documentOf(url);
        if (document) documents[service] = document;
        else away.push(service);
      }),
    );
    if (away.length) void reply.header('x-spillway-away', away.sort().join(', '));
    const inOrder = Object.fromEntries(Object.entries(documents).sort(([a], [b]) => a.localeCompare(b)));
    return reply.type('application/json').send(JSON.stringify(mergeOpenApi(inOrder, API_VERSION)));
  });
}

async function documentOf(url: string): Promise<OpenApi | undefined> {
  try {
    const answer = await fetch(new URL('/api/openapi.json', url), { signal: AbortSignal.timeout(2_000) });
    return answer.ok ? ((await answer.json()) as OpenApi) : undefined;
  } catch {
    return undefined;
  }
}
