import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '#common/db/database.js';
import { notFound } from '#common/errors/errors.js';
import { COLUMNS, type LedgerRow } from '#common/ledger/row.js';
import { agentsIn, fold } from './fold.js';
import { readHistories } from './histories.js';
import type { Explanation } from './moments.js';

/**
 * Why an interaction went the way it did, from routing's own facts and nothing else: these hold ids, words, numbers and times,
 * so the answer is the same weeks later, after every restart, and after the customer was erased.
 */
@Injectable()
export class ExplainService {
  constructor(private readonly db: Database) {}

  explain(tenant: string, interactionId: string): Promise<Explanation> {
    return this.db.inTenant(tenant, async (tx) => {
      const related = await relatedTo(tx, tenant, interactionId);
      const rows = await factsOf(tx, tenant, [interactionId, ...related]);
      if (rows.length === 0) throw unknown();
      const [first, last] = [rows[0]!.at, rows.reduce((latest, row) => Math.max(latest, row.at), 0)];
      const histories = await readHistories(
        tx,
        tenant,
        agentsIn(rows),
        first,
        isOver(rows) ? last : Number.MAX_SAFE_INTEGER,
      );
      return { interactionId, related, over: isOver(rows), moments: fold(rows, histories) };
    });
  }
}

const unknown = () =>
  notFound(
    'ROUTING.NO_SUCH_INTERACTION',
    'Routing never had to do with this interaction.',
    'Copy the id from the list of calls. A call that ended before it came to a queue was never routed.',
  );

async function factsOf(tx: Tx, tenant: string, ids: readonly string[]): Promise<LedgerRow[]> {
  const { rows } = await tx.query<LedgerRow>(
    `select ${COLUMNS} from ledger where tenant = $1 and interaction_id = any($2) order by hlc, ord`,
    [tenant, ids],
  );
  return rows;
}

/** A kept place names the calls that served it; each of these names the place. From any of them all are found. */
async function relatedTo(tx: Tx, tenant: string, id: string): Promise<string[]> {
  const found = new Set([id]);
  for (let last: string[] = [id]; last.length > 0; ) {
    const { rows } = await tx.query<{ by: string | null; of: string | null }>(
      `select data->>'byInteractionId' as by, data->>'ticketOf' as of from ledger
       where tenant = $1 and interaction_id = any($2) and (data ? 'byInteractionId' or data ? 'ticketOf')`,
      [tenant, last],
    );
    last = [...new Set(rows.flatMap((r) => [r.by, r.of]))].filter((x): x is string => x !== null && !found.has(x));
    for (const x of last) found.add(x);
  }
  found.delete(id);
  return [...found];
}

/** Left every line, and no reservation is open. */
function isOver(rows: readonly LedgerRow[]): boolean {
  let lines = 0;
  const open = new Set<unknown>();
  for (const { type, data } of rows) {
    if (type === 'queue.entered' || type === 'queue.returned') lines++;
    else if (type === 'queue.left') lines--;
    else if (type === 'reservation.created') open.add(data['reservationId']);
    else if (/^reservation\.(rejected|timeout|rescinded|completed)$/.test(type)) open.delete(data['reservationId']);
  }
  return lines <= 0 && open.size === 0;
}
