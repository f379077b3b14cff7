import { Injectable } from '@nestjs/common';
import type { DataOf, LedgerContract } from '#common/contracts/contract.js';
import { factIdOf } from '#common/ids/ids.js';
import { Spool } from './spool.js';

/** Takes down what happened to interactions. Never waits and needs neither PostgreSQL nor NATS. */
@Injectable()
export class Facts {
  private readonly listeners = new Set<() => void>();

  constructor(private readonly spool: Spool) {}

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
    this.spool.append({ id, tenant, type: contract.type, interactionId, at, data: data as Record<string, unknown> });
    for (const listener of this.listeners) listener();
  }

  onAdded(listener: () => void): void {
    this.listeners.add(listener);
  }
}
