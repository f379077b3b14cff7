import { Injectable } from '@nestjs/common';
import { HybridClock } from '#common/clock/hlc.js';
import type { DataOf, LedgerContract } from '#common/contracts/contract.js';
import { telephonyFacts } from '#common/contracts/telephony.js';
import { factIdOf } from '#common/ids/ids.js';
import { Spool } from './spool.js';

const BEGUN = telephonyFacts.started.type;
const OVER = telephonyFacts.ended.type;

/** Takes down what happened to interactions. Never waits and needs neither PostgreSQL nor NATS. */
@Injectable()
export class Facts {
  private readonly listeners = new Set<() => void>();
  /** The newest fact of each open interaction, which led to its next one. */
  private readonly last = new Map<string, string>();

  constructor(
    private readonly spool: Spool,
    private readonly clock: HybridClock,
  ) {}

  /**
   * @param which tells facts of one type about one interaction apart (empty when there is only one): the same fact told
   * again, by whomever, has the same id and is taken once.
   */
  add<C extends LedgerContract>(
    contract: C,
    tenant: string,
    data: DataOf<C> & { interactionId: string; at: number },
    which = '',
  ): void {
    const { interactionId, at } = data;
    const id = factIdOf(interactionId, `${contract.type}/${which}`);
    const cause = this.last.get(interactionId) ?? null;
    this.spool.append({
      id,
      tenant,
      type: contract.type,
      interactionId,
      at,
      cause,
      hlc: this.clock.tick(),
      data: data as Record<string, unknown>,
    });
    if (contract.type === OVER) this.last.delete(interactionId);
    // What is told of an interaction after its end leads to nothing, and must not be kept for ever.
    else if (contract.type === BEGUN || cause) this.last.set(interactionId, id);
    for (const listener of this.listeners) listener();
  }

  onAdded(listener: () => void): void {
    this.listeners.add(listener);
  }
}
