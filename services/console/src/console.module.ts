import { type BeforeApplicationShutdown, Inject, Module, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { CONFIG } from '#common/config/config.js';
import { addresses } from './addresses.js';
import type { ConsoleConfig } from './config.js';
import { serveSite } from './site.js';

@Module({})
export class ConsoleModule implements OnModuleInit, BeforeApplicationShutdown {
  private closeVoice: () => void = () => {};

  constructor(
    private readonly host: HttpAdapterHost,
    @Inject(CONFIG) private readonly config: ConsoleConfig,
  ) {}

  /** Fastify takes routes until it is ready, which is after this hook. */
  async onModuleInit() {
    const fastify = this.host.httpAdapter.getInstance<FastifyInstance>();
    this.closeVoice = await serveSite(fastify, {
      services: addresses('SPILLWAY_SERVICE_URLS', this.config.serviceUrls, ['http:', 'https:']),
      voice: addresses('SPILLWAY_VOICE_URLS', this.config.voiceUrls, ['ws:']),
      gatewayOrigins: this.config.gatewayOrigins.split(/\s+/).filter(Boolean),
      webDir: this.config.webDir,
    });
  }

  beforeApplicationShutdown() {
    this.closeVoice();
  }
}
