import { Injectable } from '@nestjs/common';
import { Bus } from '#common/bus/bus.js';
import { Clock } from '#common/clock/clock.js';
import type { RequestOf } from '#common/contracts/contract.js';
import { identify, rememberLanguage, telephonyFacts } from '#common/contracts/telephony.js';
import { describeError } from '#common/errors/errors.js';
import { log, withInteraction } from '#common/log/log.js';
import { Facts } from '../facts/facts.js';
import type { Call } from './call.js';
import { Calls } from './calls.js';
import { Enqueue } from './enqueue.js';

const PATIENCE_MS = 60_000;
/** Nobody waits for the answer: asking again sooner would only give a busy service more to do. */
const ANSWER_MS = 15_000;

export type Identity = Pick<RequestOf<typeof identify>, 'kind' | 'value' | 'numberFrom'>;

/** Asks customers who is calling, beside everything else: nobody waits for the answer. */
@Injectable()
export class Identify {
  private readonly log = log('identify');

  constructor(
    private readonly bus: Bus,
    private readonly calls: Calls,
    private readonly enqueue: Enqueue,
    private readonly facts: Facts,
    private readonly clock: Clock,
  ) {}

  async ask(call: Call, identity: Identity): Promise<void> {
    const { tenant, interactionId } = call;
    try {
      const giveUpAt = Date.now() + PATIENCE_MS;
      const who = await withInteraction(interactionId, () =>
        this.bus.callUntilDone(identify, { tenant, interactionId, ...identity }, { giveUpAt, timeoutMs: ANSWER_MS }),
      );
      const { customerId, known, language } = who;
      this.facts.add(telephonyFacts.identified, tenant, { interactionId, at: this.clock.now(), customerId, known });
      if (this.calls.get(interactionId) !== call) return;
      call.customerId = customerId;
      // A visitor has chosen her language on the page, so a remembered one does not replace it.
      if (identity.kind === 'web')
        void this.bus.call(rememberLanguage, { tenant, customerId, language: call.language }).catch(() => {});
      else if (language) call.language = language;
      this.calls.save(call);
      // Routing keeps her ticket by this id, should her call be cut.
      void this.enqueue.ask(call);
    } catch (error) {
      this.log.warn({ interactionId, ...describeError(error) }, 'the caller could not be identified');
    }
  }
}
