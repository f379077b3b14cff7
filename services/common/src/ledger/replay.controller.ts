import { Controller, type Type } from '@nestjs/common';
import { Serves } from '../bus/serves.js';
import type { RequestOf } from '../contracts/contract.js';
import { Database } from '../db/database.js';
import { replay, replayOf } from './replay.js';

/** Answers those who missed facts of this service. */
export function replayController(service: string): Type {
  const contract = replayOf(service);

  @Controller()
  class ReplayController {
    constructor(private readonly db: Database) {}

    @Serves(contract)
    async replay(r: RequestOf<typeof contract>) {
      return { facts: await replay(this.db, service, r.tenant, r.aggregate, r.from, r.to) };
    }
  }
  return ReplayController;
}
