import { Injectable } from '@nestjs/common';
import type { HybridClock } from '../clock/hlc.js';
import type { DataOf, LedgerContract } from '../contracts/contract.js';
import type { Tx } from '../db/database.js';
import { SpillwayError } from '../errors/errors.js';
import { uuidv7 } from '../ids/ids.js';

export interface FactAbout {
  /** What the fact is about; the aggregate is `<first word of the type>:<about>`. */
  about: string;
  interactionId?: string | null;
  at: number;
  /** The fact that led to this one. */
  cause?: string | null;
  /** Name-based where the same fact may be told twice; random otherwise. */
  id?: string;
  /** The hybrid time at which it was taken down, where that was before it is written here. */
  hlc?: string;
}

/** A fact before it has its number within its aggregate. */
export interface PendingFact {
  id: string;
  type: string;
  version: number;
  aggregate: string;
  hlc: string;
  at: number;
  cause: string | null;
  interactionId: string | null;
  data: unknown;
}

/** Facts that belong into one transaction, in order. */
export class Facts {
  readonly all: PendingFact[] = [];

  constructor(private readonly clock: HybridClock) {}

  /** Checks the data by its contract and answers with the fact’s id, to be the cause of others. */
  add<C extends LedgerContract>(contract: C, about: FactAbout, data: DataOf<C>): string {
    const parsed = contract.data.safeParse(data);
    if (!parsed.success)
      throw new SpillwayError(
        'LEDGER.BAD_FACT',
        `A fact ${contract.type} is not of its form: ${parsed.error.issues[0]?.path.join('.')}.`,
        { blame: 'us' },
      );
    const id = about.id ?? uuidv7(about.at);
    this.all.push({
      id,
      type: contract.type,
      version: contract.version,
      aggregate: `${domainOf(contract.type)}:${about.about}`,
      hlc: about.hlc ?? this.clock.tick(),
      at: about.at,
      cause: about.cause ?? null,
      interactionId: about.interactionId ?? null,
      data: parsed.data,
    });
    return id;
  }
}

export const domainOf = (type: string): string => type.split('.', 1)[0]!;

/** Numbers facts within their aggregates and inserts them; a fact whose id is there already is passed over. `$1` tenant, `$2` facts as JSON. */
export const APPEND = `
  with given as (
    select f.*, e.n from jsonb_array_elements($2::jsonb) with ordinality as e(fact, n),
      jsonb_to_record(e.fact) as f(id uuid, type text, version int, aggregate text, hlc text, at bigint, cause uuid, "interactionId" uuid, data jsonb)
    where not exists (select 1 from ledger l where l.id = f.id)
  )
  insert into ledger (tenant, id, type, version, aggregate, seq, hlc, at, cause, interaction_id, data)
  select $1, id, type, version, aggregate,
    coalesce((select max(seq) from ledger l where l.tenant = $1 and l.aggregate = g.aggregate), 0)
      + row_number() over (partition by aggregate order by n),
    hlc, at, cause, "interactionId", data
  from given g order by n`;

/** Writes facts in the transaction of the change they tell of. */
@Injectable()
export class Ledger {
  private readonly listeners: (() => void)[] = [];

  constructor(private readonly clock: HybridClock) {}

  facts(): Facts {
    return new Facts(this.clock);
  }

  async append(tx: Tx, tenant: string, facts: Facts): Promise<void> {
    if (facts.all.length === 0) return;
    await tx.query(APPEND, [tenant, JSON.stringify(facts.all)]);
    this.wake();
  }

  /** Tells the relay that there is something. Too early does no harm: it looks again by itself. */
  wake(): void {
    for (const fn of this.listeners) fn();
  }
  onWake(fn: () => void): void {
    this.listeners.push(fn);
  }
}
