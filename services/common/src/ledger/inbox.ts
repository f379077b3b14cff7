import { type Envelope, envelope, FACTS } from '../contracts/ledger.js';
import type { Database, Tx } from '../db/database.js';
import { SpillwayError } from '../errors/errors.js';

/** Takes facts that follow each other within their aggregates; throws when it cannot, and then none was taken. */
export type TakeFacts = (facts: Envelope[], tx: Tx) => Promise<void>;
/** Fetches the facts `from`..`to` of an aggregate from the service that owns them. */
export type AskOwner = (e: Envelope, from: number, to: number) => Promise<Envelope[]>;

/**
 * Takes facts once and in the order of their aggregate, whatever the bus repeats, loses or turns around: the number last
 * taken of each aggregate is kept in the consumer’s own transaction, and what is missing before a fact is asked for first.
 */
export class Inbox {
  constructor(
    private readonly db: Database,
    private readonly take: TakeFacts,
    private readonly ask: AskOwner,
  ) {}

  /** All facts of one tenant in one transaction; throws when any cannot be taken, and then none was. */
  async takeAll(tenant: string, facts: Envelope[]): Promise<void> {
    await this.db.inTenant(tenant, async (tx) => {
      const last = await this.positions(tx, tenant, facts);
      const next: Envelope[] = [];
      for (const e of facts) next.push(...(await this.following(e, last)));
      if (next.length === 0) return;
      await this.take(next, tx);
      await tx.query(
        `insert into inbox (tenant, aggregate, seq) select $1, a, s from unnest($2::text[], $3::bigint[]) as t(a, s)
         on conflict (tenant, aggregate) do update set seq = excluded.seq`,
        [tenant, [...last.keys()], [...last.values()]],
      );
    });
  }

  private async positions(tx: Tx, tenant: string, facts: Envelope[]): Promise<Map<string, number>> {
    const aggregates = [...new Set(facts.map((e) => e.aggregate))];
    const { rows } = await tx.query<{ aggregate: string; seq: number }>(
      'select aggregate, seq from inbox where tenant = $1 and aggregate = any($2) for update',
      [tenant, aggregates],
    );
    return new Map([...aggregates.map((a) => [a, 0] as const), ...rows.map((r) => [r.aggregate, r.seq] as const)]);
  }

  /** The fact with those before it that are missing; nothing when it was taken already. */
  private async following(e: Envelope, last: Map<string, number>): Promise<Envelope[]> {
    const seen = last.get(e.aggregate) ?? 0;
    if (e.seq <= seen) return [];
    const missing = e.seq > seen + 1 ? await this.ask(e, seen + 1, e.seq - 1) : [];
    if (missing.length !== e.seq - seen - 1)
      throw new SpillwayError('LEDGER.GAP', `Facts ${seen + 1} to ${e.seq - 1} of an aggregate are missing.`, {
        blame: 'peer',
        retryable: true,
      });
    last.set(e.aggregate, e.seq);
    return [...missing, e];
  }
}

/** Reads a fact off the bus; throws LEDGER.UNREADABLE when it is not one. An unknown type is no error: it is for others. */
export function readFact(value: unknown): Envelope {
  const parsed = envelope.safeParse(value);
  const known = parsed.success ? FACTS.get(parsed.data.type) : undefined;
  if (
    !parsed.success ||
    (known && known.version === parsed.data.version && !known.data.safeParse(parsed.data.data).success)
  )
    throw new SpillwayError('LEDGER.UNREADABLE', 'A fact is not of its contract’s form.', {
      blame: 'peer',
      retryable: false,
    });
  return parsed.data;
}
