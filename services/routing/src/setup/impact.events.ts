import { Controller } from '@nestjs/common';
import { Serves } from '#common/bus/serves.js';
import type { ReplyOf, RequestOf } from '#common/contracts/contract.js';
import { impact } from '#common/contracts/routing.js';
import { Tenants } from '../writer/tenants.service.js';
import { impactOf } from './impact.js';

/** Before somebody saves a set-up: what it would do to who waits now. */
@Controller()
export class ImpactEvents {
  constructor(private readonly tenants: Tenants) {}

  @Serves(impact)
  async impact({ tenant, ...changed }: RequestOf<typeof impact>): Promise<ReplyOf<typeof impact>> {
    const { writer } = await this.tenants.of(tenant);
    return { queues: await writer.read((s) => impactOf(s, changed)) };
  }
}
