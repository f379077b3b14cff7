import { Injectable } from '@nestjs/common';
import { Bus } from '#common/bus/bus.js';
import { Clock } from '#common/clock/clock.js';
import { callbackTerms, requestCallback } from '#common/contracts/routing.js';
import { identify, keepContext } from '#common/contracts/telephony.js';
import type { Language } from '#common/contracts/words.js';
import { uuidv7 } from '#common/ids/ids.js';
import { Outside } from '../legs/outside.js';
import { Tenant } from '../tenant/tenant.js';
import { refusal } from './callback.errors.js';
import { verdictOn } from './number.js';

export interface Wish {
  readonly queue: string;
  readonly number: string;
  readonly language?: Language | undefined;
  /** What it is about, in her words. */
  readonly text?: string | undefined;
  /** Begin of an appointment, ms since 1970. */
  readonly slot?: number | undefined;
}
export interface Kept {
  readonly id: string;
  readonly dueAt: number;
}

/** A callback asked for on a page: refused before anything of hers is kept, when it can be known before. */
@Injectable()
export class CallbackRequest {
  constructor(
    private readonly bus: Bus,
    private readonly tenant: Tenant,
    private readonly outside: Outside,
    private readonly clock: Clock,
  ) {}

  terms(queueId: string, from = this.clock.now()) {
    return this.bus.call(callbackTerms, { tenant: this.tenant.id, queueId, from });
  }

  /** Throws what routing refuses, and CALLBACK_BAD_NUMBER or CALLBACK_NUMBER_FORBIDDEN. */
  async make({ queue: queueId, number, language, text, slot }: Wish): Promise<Kept> {
    const verdict = verdictOn(number);
    if (verdict === 'malformed') throw refusal('CALLBACK_BAD_NUMBER');
    if (verdict === 'forbidden' || this.outside.endpointOf(number) === undefined)
      throw refusal('CALLBACK_NUMBER_FORBIDDEN');
    const terms = await this.terms(queueId, slot);
    if (!terms.offered) throw refusal('CALLBACK_OFF');
    if (slot === undefined && !terms.open) throw refusal('CALLBACK_CLOSED');
    const tenant = this.tenant.id;
    const id = uuidv7(this.clock.now());
    const who = { tenant, interactionId: id, kind: 'phone', value: number, numberFrom: 'claimed' } as const;
    const { customerId } = await this.bus.call(identify, who);
    const kept = await this.bus.call(requestCallback, {
      tenant,
      ticketId: id,
      queueId,
      customerId,
      origin: 'web',
      verified: false,
      ...(language ? { language } : {}),
      ...(slot === undefined ? {} : { slotAt: slot }),
      at: this.clock.now(),
    });
    if (!kept.ok) throw refusal((kept.code ?? '').replace('ROUTING.', ''));
    if (text) await this.bus.call(keepContext, { tenant, ticketId: id, customerId, text, verified: false });
    return { id, dueAt: kept.dueAt ?? this.clock.now() };
  }
}
