import type { FastifyInstance } from 'fastify';
import { serveOpenApi } from './openapi/openapi.js';
import { servePages } from './pages/pages.js';
import { registerApiProxy, type ServiceUrls } from './proxy/api.proxy.js';
import { Sources } from './voice/sources.js';
import { serveVoice, type VoiceUrls } from './voice/voice.proxy.js';

export interface SiteOptions {
  services: ServiceUrls;
  voice: VoiceUrls;
  /** Phone connections at a time from one source. */
  voiceConnections: number;
  gatewayOrigins: readonly string[];
  webDir: string;
}

/** Puts the whole origin of the site onto a Fastify instance. Returns what closes the websockets. */
export async function serveSite(fastify: FastifyInstance, options: SiteOptions): Promise<() => void> {
  await registerApiProxy(fastify, options.services);
  serveOpenApi(fastify, options.services);
  await servePages(fastify, options.webDir, options.gatewayOrigins);
  return serveVoice(fastify.server, options.voice, new Sources(options.voiceConnections));
}
