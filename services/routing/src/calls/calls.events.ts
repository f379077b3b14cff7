import { Controller } from '@nestjs/common';
import { Serves } from '#common/bus/serves.js';
import type { ReplyOf, RequestOf } from '#common/contracts/contract.js';
import * as c from '#common/contracts/routing.js';
import { hasCode } from '#common/errors/errors.js';
import { Setup } from '../setup/setup.service.js';
import { Tenants } from '../writer/tenants.service.js';
import { Reservations } from './reservations.service.js';

/** What telephony and customers tell about calls; each answered when it is durable. */
@Controller()
export class CallsEvents {
  constructor(
    private readonly tenants: Tenants,
    private readonly setup: Setup,
    private readonly reservations: Reservations,
  ) {}

  @Serves(c.enqueue)
  async enqueue({ tenant, ...input }: RequestOf<typeof c.enqueue>): Promise<ReplyOf<typeof c.enqueue>> {
    const { writer } = await this.tenants.of(tenant);
    const submit = () => writer.submit<ReplyOf<typeof c.enqueue>>({ type: 'enqueue', ...input });
    return submit().catch(async (error: unknown) => {
      if (!hasCode(error, 'ROUTING.UNKNOWN_QUEUE')) throw error;
      // Perhaps it was created a moment ago and the notice was lost.
      await Promise.race([this.setup.refresh(tenant), new Promise((r) => setTimeout(r, 1000).unref())]);
      return submit();
    });
  }

  @Serves(c.standing)
  async standing({ tenant, interactionId }: RequestOf<typeof c.standing>): Promise<ReplyOf<typeof c.standing>> {
    return (await this.tenants.of(tenant)).standing(interactionId);
  }

  @Serves(c.interactionEnd)
  async interactionEnd({ tenant, ...input }: RequestOf<typeof c.interactionEnd>) {
    const { writer } = await this.tenants.of(tenant);
    return writer.submit<ReplyOf<typeof c.interactionEnd>>({ type: 'interaction-end', ...input });
  }

  @Serves(c.report)
  async report({ tenant, ...input }: RequestOf<typeof c.report>) {
    const { writer } = await this.tenants.of(tenant);
    return writer.submit<ReplyOf<typeof c.report>>({ type: 'report', ...input });
  }

  @Serves(c.wrapUp)
  async wrapUp({ tenant, ...input }: RequestOf<typeof c.wrapUp>) {
    const { writer } = await this.tenants.of(tenant);
    return writer.submit<ReplyOf<typeof c.wrapUp>>({ type: 'wrap-up', ...input });
  }

  @Serves(c.transfer)
  async transfer({ tenant, ...input }: RequestOf<typeof c.transfer>) {
    const { writer } = await this.tenants.of(tenant);
    return writer.submit<ReplyOf<typeof c.transfer>>({ type: 'transfer', ...input });
  }

  @Serves(c.reservationGet)
  reservationGet({ tenant, reservationId }: RequestOf<typeof c.reservationGet>) {
    return this.reservations.get(tenant, reservationId);
  }
}
