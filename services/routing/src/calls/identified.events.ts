import { Injectable } from '@nestjs/common';
import { type Fact } from '#common/contracts/ledger.js';
import { telephonyFacts } from '#common/contracts/telephony.js';
import { hasCode } from '#common/errors/errors.js';
import { OnFact } from '#common/ledger/on-fact.js';
import { Tenants } from '../writer/tenants.service.js';

/** Who a caller is becomes known while she waits already; with it a ticket of hers gives her its place. */
@Injectable()
export class IdentifiedEvents {
  constructor(private readonly tenants: Tenants) {}

  @OnFact(telephonyFacts.identified)
  async identified({ tenant, data }: Fact<typeof telephonyFacts.identified>): Promise<void> {
    const { writer } = await this.tenants.of(tenant);
    const { interactionId, customerId } = data;
    await writer.submit({ type: 'identified', interactionId, customerId }).catch((error: unknown) => {
      // Kept by the stream and told again.
      if (hasCode(error, 'ROUTING.LEDGER_AWAY', 'ROUTING.NOT_WRITER')) throw error;
    });
  }
}
