import { Inject, Injectable } from '@nestjs/common';
import { CONFIG } from '#common/config/config.js';
import type { Config } from '../config.js';
import { Tenant } from '../tenant/tenant.js';

/** Digits with at most one leading plus; nothing that a dial string could be bent with. */
const NUMBER = /^\+?[0-9]{2,32}$/;
/** Asterisk's context in which the tenant's own entries can be dialled. */
const ENTRIES = 'from-outside';

/** How a number outside is dialled: by the trunk; an own entry without leaving the house. */
@Injectable()
export class Outside {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly tenant: Tenant,
  ) {}

  /** undefined: it cannot be dialled from here. */
  endpointOf(number: string): string | undefined {
    if (!NUMBER.test(number)) return undefined;
    if (this.tenant.hasEntry(number)) return `Local/${number}@${ENTRIES}`;
    return this.config.trunk && this.mayBePaid(number) ? `PJSIP/${number}@${this.config.trunk}` : undefined;
  }

  /** A caller chooses the number by which she is called back, and an agent one to hand over to: dear ones are shut out here. */
  private mayBePaid(number: string): boolean {
    const { dialPrefixes } = this.config;
    return dialPrefixes.length === 0 || dialPrefixes.some((prefix) => number.startsWith(prefix));
  }
}
