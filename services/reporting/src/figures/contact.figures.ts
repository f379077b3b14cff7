import type { Tx } from '#common/db/database.js';
import { CONTACT_FIGURES, CONTACT_ROWS } from './figures.js';

export interface ContactFigures {
  arrived: number;
  neverQueued: number;
  /** Where and why they ended; both null for those that still go on. */
  endings: { phase: string | null; cause: string | null; calls: number }[];
}

/** All interactions that began in the range, whether they came to a queue or not. */
export async function contactFigures(tx: Tx, tenant: string, r: { from: number; to: number }): Promise<ContactFigures> {
  const within = 'c.tenant = $1 and c.started_at >= $2 and c.started_at < $3';
  const totals = await tx.query<{ arrived: number; neverQueued: number }>(
    `select count(*)::int as arrived, count(*) filter (where ${CONTACT_FIGURES['never-queued'].where})::int as "neverQueued"
     from ${CONTACT_ROWS} where ${within}`,
    [tenant, r.from, r.to],
  );
  const endings = await tx.query<ContactFigures['endings'][number]>(
    `select end_phase as phase, end_cause as cause, count(*)::int as calls from ${CONTACT_ROWS}
     where ${within} group by 1, 2 order by 3 desc, 1, 2`,
    [tenant, r.from, r.to],
  );
  return { ...totals.rows[0]!, endings: endings.rows };
}
