import { request } from '../contracts/contract.js';
import { list, op, shape } from '../contracts/fields.js';
import type { Database } from '../db/database.js';
import { COLUMNS, envelopeOf, type LedgerRow } from './row.js';

/** Consumer → owner: the facts of one aggregate again, from a number on. The answer is a list of envelopes as JSON text. */
export const replayOf = (owner: string) =>
  request(`${owner}.ledger-replay`, {
    request: shape({
      tenant: op.id('tenant'),
      aggregate: op.text('aggregate', 200),
      from: op.int('first number'),
      to: op.int('last number'),
    }),
    reply: shape({ facts: list(op.text('an envelope as JSON', 100_000), 1000) }),
  });

export async function replay(
  db: Database,
  owner: string,
  tenant: string,
  aggregate: string,
  from: number,
  to: number,
): Promise<string[]> {
  return db.inTenant(tenant, async (tx) => {
    const { rows } = await tx.query<LedgerRow>(
      `select ${COLUMNS} from ledger where tenant = $1 and aggregate = $2 and seq between $3 and $4 order by seq limit 1000`,
      [tenant, aggregate, from, to],
    );
    return rows.map((r) => JSON.stringify(envelopeOf(r, owner)));
  });
}
