import { Controller } from '@nestjs/common';
import { Serves } from '#common/bus/serves.js';
import { Clock } from '#common/clock/clock.js';
import type { ReplyOf, RequestOf } from '#common/contracts/contract.js';
import * as c from '#common/contracts/routing.js';
import { callbackRules, isLineOpen, lineOpensAt } from '../core/callback-rules.js';
import { slotsOf } from '../core/slots.js';
import { Tenants } from '../writer/tenants.service.js';

/** What telephony tells and asks about those who want to be called back; each answered when it is durable. */
@Controller()
export class CallbacksEvents {
  constructor(
    private readonly tenants: Tenants,
    private readonly clock: Clock,
  ) {}

  @Serves(c.takeCallback)
  async take({ tenant, ...input }: RequestOf<typeof c.takeCallback>) {
    const { writer } = await this.tenants.of(tenant);
    return writer.submit<ReplyOf<typeof c.takeCallback>>({ type: 'take-callback', ...input });
  }

  @Serves(c.requestCallback)
  async request({ tenant, ...input }: RequestOf<typeof c.requestCallback>) {
    const { writer } = await this.tenants.of(tenant);
    return writer.submit<ReplyOf<typeof c.requestCallback>>({ type: 'request-callback', ...input });
  }

  @Serves(c.callbackTerms)
  async terms({ tenant, queueId, from }: RequestOf<typeof c.callbackTerms>): Promise<ReplyOf<typeof c.callbackTerms>> {
    const { writer } = await this.tenants.of(tenant);
    const now = this.clock.now();
    return writer.read((s) => ({
      offered: callbackRules(s, queueId) !== undefined,
      open: isLineOpen(s, queueId, now),
      opensAt: lineOpensAt(s, queueId, now),
      slots: slotsOf(s, queueId, from, now),
    }));
  }
}
