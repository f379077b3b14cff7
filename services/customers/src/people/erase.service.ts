import { Injectable } from '@nestjs/common';
import { Clock } from '#common/clock/clock.js';
import { customerFacts } from '#common/contracts/customers.js';
import { Database } from '#common/db/database.js';
import { Ledger } from '#common/ledger/ledger.js';
import { customerGone } from './people.errors.js';

/**
 * Erases a person (GDPR, article 17): her key, and with it all that was sealed; her identities, so that her next call is a stranger's.
 * Contacts stay by their ids, so figures still add up. Doing it again changes nothing.
 */
@Injectable()
export class Erase {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly ledger: Ledger,
  ) {}

  async erase(tenant: string, customerId: string): Promise<void> {
    const at = this.clock.now();
    await this.db.inTenant(tenant, async (tx) => {
      const { rows } = await tx.query<{ erased_at: number | null }>(
        'select erased_at from customer where id = $1 for update',
        [customerId],
      );
      if (!rows[0]) throw customerGone();
      if (rows[0].erased_at !== null) return;
      await tx.query(
        'update customer set wrapped_key = null, profile = null, language = null, erased_at = $2 where id = $1',
        [customerId, at],
      );
      await tx.query('delete from identity where customer_id = $1', [customerId]);
      await tx.query('delete from draft where sealed_for = $1', [customerId]);
      await tx.query('delete from callback_context where sealed_for = $1', [customerId]);
      await tx.query('update handling set note = null, sealed_for = null where sealed_for = $1', [customerId]);
      const facts = this.ledger.facts();
      facts.add(customerFacts.erased, { about: customerId, at }, { customerId, at });
      await this.ledger.append(tx, tenant, facts);
    });
  }
}
