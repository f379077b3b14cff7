import { type DynamicModule, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { LEDGER_OWNER, LedgerRunner } from './ledger.runner.js';
import { replayController } from './replay.controller.js';

/** Relay, replay and consumer of a service that has a schema and the bus. */
@Module({})
export class LedgerModule {
  static for(service: string): DynamicModule {
    return {
      module: LedgerModule,
      imports: [DiscoveryModule],
      controllers: [replayController(service)],
      providers: [{ provide: LEDGER_OWNER, useValue: service }, LedgerRunner],
    };
  }
}
