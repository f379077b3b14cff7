import type { Envelope } from '../contracts/ledger.js';

/** A row of a ledger table as PostgreSQL gives it. */
export interface LedgerRow {
  id: string;
  tenant: string;
  type: string;
  version: number;
  aggregate: string;
  seq: number;
  hlc: string;
  at: number;
  cause: string | null;
  interaction_id: string | null;
  data: Record<string, unknown>;
}

export const COLUMNS = 'id, tenant, type, version, aggregate, seq, hlc, at, cause, interaction_id, data';

export const envelopeOf = (row: LedgerRow, owner: string): Envelope => ({
  id: row.id,
  tenant: row.tenant,
  type: row.type,
  version: row.version,
  owner,
  aggregate: row.aggregate,
  seq: row.seq,
  hlc: row.hlc,
  at: row.at,
  cause: row.cause,
  interactionId: row.interaction_id,
  data: row.data,
});

/** Subject of a fact on the bus: `ledger.<tenant>.<domain>.<event>`. */
export const subjectOf = (e: Pick<Envelope, 'tenant' | 'type'>): string => `ledger.${e.tenant}.${e.type}`;
