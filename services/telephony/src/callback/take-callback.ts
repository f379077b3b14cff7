import { Injectable } from '@nestjs/common';
import { Bus } from '#common/bus/bus.js';
import { Clock } from '#common/clock/clock.js';
import { takeCallback } from '#common/contracts/routing.js';
import { telephonyFacts } from '#common/contracts/telephony.js';
import { describeError } from '#common/errors/errors.js';
import { log, withInteraction } from '#common/log/log.js';
import type { Call } from '../calls/call.js';
import { Calls } from '../calls/calls.js';
import { Music } from '../calls/music.js';
import { Facts } from '../facts/facts.js';
import { keyOf } from '../flow/next.js';
import { SendAway } from '../waiting/send-away.js';
import { CallbackOffer } from './callback-offer.js';

const PATIENCE_MS = 60_000;
const ANSWER_MS = 2000;
/** She was answered, or has gone, in the same moment. */
const NOT_ANY_MORE = 'ROUTING.NOT_IN_LINE';

/** She presses the key: routing keeps her place, and only then she is told so and hung up. */
@Injectable()
export class TakeCallback {
  private readonly taking = new Set<string>();
  private readonly log = log('callback');

  constructor(
    private readonly bus: Bus,
    private readonly calls: Calls,
    private readonly offer: CallbackOffer,
    private readonly sending: SendAway,
    private readonly music: Music,
    private readonly facts: Facts,
    private readonly clock: Clock,
  ) {}

  /** False when the key means nothing here. */
  key(call: Call, digit: string): boolean {
    const key = keyOf(digit);
    if (this.offer.keyFor(call) !== key) return false;
    this.step(call, key);
    void this.take(call);
    return true;
  }

  /** After a restart of ours: routing may have kept her place already, and would never ring for her again. */
  again(call: Call): void {
    if (call.wantsCallback) void this.take(call);
  }

  private async take(call: Call): Promise<void> {
    const { tenant, interactionId } = call;
    if (this.taking.has(interactionId)) return;
    this.taking.add(interactionId);
    try {
      if (!call.wantsCallback && !(await this.offer.isCallable(call))) return this.no(call);
      call.wantsCallback = true;
      this.calls.save(call);
      const { ok, code } = await withInteraction(interactionId, () =>
        this.bus.callUntilDone(
          takeCallback,
          { tenant, interactionId, at: this.clock.now() },
          { giveUpAt: Date.now() + PATIENCE_MS, timeoutMs: ANSWER_MS },
        ),
      );
      this.log.info(`call=${interactionId} callback ${ok ? 'taken' : code}`);
      call.wantsCallback = ok;
      if (ok) this.goodbye(call);
      else if (code !== NOT_ANY_MORE) this.no(call);
    } catch (error) {
      call.wantsCallback = false;
      this.log.warn({ interactionId, ...describeError(error) }, 'her place could not be kept, she waits on');
    } finally {
      this.taking.delete(interactionId);
      if (this.calls.get(interactionId) === call) this.calls.save(call);
    }
  }

  private goodbye(call: Call): void {
    if (this.waits(call)) this.sending.begin(call, 'callback-kept', 'callback');
  }

  private no(call: Call): void {
    if (this.waits(call) && call.phase === 'queue') this.music.after(call, 'callback-no-number');
  }

  private waits = (call: Call): boolean =>
    this.calls.get(call.interactionId) === call && (call.phase === 'queue' || call.phase === 'ringing');

  private step(call: Call, choice: string): void {
    const { interactionId, tenant, phase } = call;
    call.steps += 1;
    this.facts.add(
      telephonyFacts.step,
      tenant,
      { interactionId, at: this.clock.now(), phase, step: 'callback', choice },
      `${call.steps}`,
    );
  }
}
