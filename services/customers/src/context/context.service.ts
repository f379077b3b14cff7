import { Injectable } from '@nestjs/common';
import { Clock } from '#common/clock/clock.js';
import type { RequestOf } from '#common/contracts/contract.js';
import type { keepContext } from '#common/contracts/customers.js';
import { Database, type Tx } from '#common/db/database.js';
import { People } from '../people/person.js';

export interface Context {
  text: string;
  /** An app says who wrote it. */
  verified: boolean;
  at: number;
}

/** What a callback is about, in the words of her who asked for it: kept like a note, shown to the agent who calls. */
@Injectable()
export class Contexts {
  constructor(
    private readonly db: Database,
    private readonly people: People,
    private readonly clock: Clock,
  ) {}

  async keep({ tenant, ticketId, customerId, text, verified }: RequestOf<typeof keepContext>): Promise<void> {
    await this.db.inTenant(tenant, async (tx) => {
      const { key } = await this.people.read(tx, tenant, customerId);
      await tx.query(
        `insert into callback_context (tenant, ticket_id, sealed_for, text, verified, at) values ($1, $2, $3, $4, $5, $6)
         on conflict (tenant, ticket_id) do update set text = excluded.text, at = excluded.at`,
        [tenant, ticketId, customerId, key.sealText('context', text), verified, this.clock.now()],
      );
    });
  }

  async of(tx: Tx, tenant: string, ticketId: string): Promise<Context | undefined> {
    const { rows } = await tx.query<{ text: Buffer; sealed_for: string; verified: boolean; at: number }>(
      'select text, sealed_for, verified, at from callback_context where ticket_id = $1',
      [ticketId],
    );
    const row = rows[0];
    const key = row && (await this.people.keys(tx, tenant, [row.sealed_for])).get(row.sealed_for);
    return key && { text: key.openText('context', row.text), verified: row.verified, at: row.at };
  }
}
