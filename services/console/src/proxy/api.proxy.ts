import httpProxy, { type FastifyHttpProxyOptions } from '@fastify/http-proxy';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { type ApiOwner, ownerOf } from './prefixes.js';
import { noSuchPath, type Problem, serviceAway, tooLarge } from './problem.js';

/**
 * The services have these limits too. Said here, because a service that answers and closes while the body still comes
 * looks like one that is away.
 */
const LARGEST_BODY = 256 * 1024;
const LARGEST_PROMPT = 4 * 1024 * 1024;
/** A tenant's whole set-up as one document. */
const LARGEST_CONFIG = 2 * 1024 * 1024;

export type ServiceUrls = Partial<Record<ApiOwner, string>>;

/** Sends `/api/v1/*` to the owning services. Bodies and answers are streamed, so events and audio ranges arrive unbuffered. */
export async function registerApiProxy(fastify: FastifyInstance, urls: ServiceUrls): Promise<void> {
  await fastify.register(async (scope) => {
    // Nest has put its JSON parser onto the instance; here bodies go through as they come.
    scope.removeAllContentTypeParsers();
    await scope.register(httpProxy, proxyOptions(urls));
  });
}

function proxyOptions(urls: ServiceUrls): FastifyHttpProxyOptions {
  return {
    prefix: '/api/v1',
    rewritePrefix: '/api/v1',
    upstream: '',
    // A refusal is the page's business: it knows whether a second try makes sense.
    retryMethods: [],
    // A stream of events may be silent for long; only the head of an answer has a limit.
    undici: { bodyTimeout: 0, headersTimeout: 30_000, connectTimeout: 2_000, connections: 128, pipelining: 1 },
    preHandler: (request, reply, done) => {
      const owner = ownerOf(request.url);
      if (!owner) return void send(reply, noSuchPath(request.url.split('?', 1)[0]!));
      const most = largest(owner, request.url);
      if (Number(request.headers['content-length'] ?? 0) > most) return void send(reply, tooLarge(most));
      if (!urls[owner]) return void send(reply, serviceAway(owner));
      done();
    },
    replyOptions: {
      getUpstream: (request) => urls[ownerOf(request.url)!]!,
      rewriteRequestHeaders: (request, headers) => ({
        ...headers,
        'x-forwarded-for': request.ip,
        'x-forwarded-host': request.headers.host,
        'x-forwarded-proto': request.protocol,
      }),
      // Names and numbers of people stay in no cache, and nothing is taken for another type than it says.
      rewriteHeaders: (headers) => ({
        'cache-control': 'no-store',
        ...headers,
        'x-content-type-options': 'nosniff',
      }),
      onError: (reply, { error }) => {
        reply.log.warn({ err: error, url: reply.request.url }, 'service did not answer');
        send(reply as unknown as FastifyReply, serviceAway(ownerOf(reply.request.url ?? '') ?? 'unknown'));
      },
    },
  };
}

const largest = (owner: ApiOwner, url: string) =>
  owner === 'telephony' ? LARGEST_PROMPT : url.startsWith('/api/v1/config/') ? LARGEST_CONFIG : LARGEST_BODY;

function send(reply: FastifyReply, problem: Problem) {
  void reply.code(problem.status).type('application/problem+json').send(JSON.stringify(problem));
}
