import { type BeforeApplicationShutdown, Inject, Module, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { CONFIG } from '#common/config/config.js';
import type { ConsoleConfig } from './config.js';
import { gatewayOrigins } from './pages/policy.js';
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
      services: this.config.serviceUrls,
      voice: this.config.voiceUrls,
      voiceConnections: this.config.voiceConnections,
      gatewayOrigins: gatewayOrigins(this.config.gatewayUrl, this.config.gatewayOrigins),
      webDir: this.config.webDir,
    });
  }

  beforeApplicationShutdown() {
    this.closeVoice();
  }
}
