import { Controller } from '@nestjs/common';
import { Serves } from '#common/bus/serves.js';
import type { ReplyOf, RequestOf } from '#common/contracts/contract.js';
import { customerNumber, identify, keepContext, rememberLanguage } from '#common/contracts/customers.js';
import { Database } from '#common/db/database.js';
import { hasCode } from '#common/errors/errors.js';
import { Contexts } from '../context/context.service.js';
import { People } from '../people/person.js';
import { Identify } from './identify.service.js';

/** What telephony asks about callers. */
@Controller()
export class IdentifyEvents {
  constructor(
    private readonly identities: Identify,
    private readonly db: Database,
    private readonly people: People,
    private readonly contexts: Contexts,
  ) {}

  @Serves(identify)
  async identify(r: RequestOf<typeof identify>): Promise<ReplyOf<typeof identify>> {
    const found = await this.identities.identify(r.tenant, r.interactionId, r);
    return found as ReplyOf<typeof identify>;
  }

  @Serves(rememberLanguage)
  async language({
    tenant,
    customerId,
    language,
  }: RequestOf<typeof rememberLanguage>): Promise<ReplyOf<typeof rememberLanguage>> {
    const { rowCount } = await this.db.inTenant(tenant, (tx) =>
      tx.query('update customer set language = $2 where id = $1 and erased_at is null', [customerId, language]),
    );
    return { ok: rowCount === 1 };
  }

  @Serves(keepContext)
  async context(request: RequestOf<typeof keepContext>): Promise<ReplyOf<typeof keepContext>> {
    await this.contexts.keep(request);
    return { ok: true };
  }

  /** No number is an answer, not an error: withheld, erased, or never one of ours. */
  @Serves(customerNumber)
  async number({ tenant, customerId }: RequestOf<typeof customerNumber>): Promise<ReplyOf<typeof customerNumber>> {
    try {
      const { profile } = await this.db.inTenant(tenant, (tx) => this.people.read(tx, tenant, customerId));
      return { number: profile.number };
    } catch (error) {
      if (hasCode(error, 'CUSTOMERS.NOT_FOUND', 'CUSTOMERS.ERASED')) return { number: null };
      throw error;
    }
  }
}
