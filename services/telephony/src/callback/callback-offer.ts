import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Bus } from '#common/bus/bus.js';
import { Clock } from '#common/clock/clock.js';
import { customerNumber } from '#common/contracts/telephony.js';
import { describeError } from '#common/errors/errors.js';
import { log } from '#common/log/log.js';
import type { Call } from '../calls/call.js';
import { Calls } from '../calls/calls.js';
import { Music } from '../calls/music.js';
import { Speaker } from '../calls/speaker.js';
import { Outside } from '../legs/outside.js';
import { Tenant } from '../tenant/tenant.js';
import { Announcer } from '../waiting/announcer.js';
import { Treat } from '../waiting/treat.js';

/** How often it is looked to whom a callback is to be offered where nothing else is announced. */
const LOOK_MS = 500;
const FIRST_MS = 10_000;
const EVERY_MS = 60_000;
const ANSWER_MS = 2000;

/** Offers to those in line to be called back: after each announcement of their wait, else at intervals, or when told to. */
@Injectable()
export class CallbackOffer implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly next = new Map<string, number>();
  private timer?: NodeJS.Timeout;
  private readonly log = log('callback');

  constructor(
    private readonly bus: Bus,
    private readonly tenant: Tenant,
    private readonly calls: Calls,
    private readonly outside: Outside,
    private readonly music: Music,
    private readonly speaker: Speaker,
    private readonly clock: Clock,
    announcer: Announcer,
    treat: Treat,
  ) {
    announcer.also((call) => this.prompts(call));
    treat.onOffer((call) => void this.say(call));
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => this.look(), LOOK_MS);
  }
  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  /** The key that takes a callback in the line where she waits; undefined: none is offered there. */
  keyFor(call: Call): string | undefined {
    if (call.direction !== 'inbound' || (call.phase !== 'queue' && call.phase !== 'ringing')) return undefined;
    const rules = this.rulesOf(call)?.callback;
    return rules?.offer ? rules.key : undefined;
  }

  /** Her number is known, and can be dialled from here. */
  async isCallable({ tenant, customerId, interactionId }: Call): Promise<boolean> {
    if (customerId === null) return false;
    try {
      const { number } = await this.bus.call(customerNumber, { tenant, customerId }, { timeoutMs: ANSWER_MS });
      return number !== null && this.outside.endpointOf(number) !== undefined;
    } catch (error) {
      this.log.debug({ interactionId, ...describeError(error) }, 'not known whether she can be called');
      return false;
    }
  }

  private async prompts(call: Call): Promise<string[]> {
    const key = this.keyFor(call);
    return key !== undefined && (await this.isCallable(call)) ? [`callback-offer-${key}`] : [];
  }

  private async say(call: Call): Promise<void> {
    const prompts = await this.prompts(call);
    const waits = this.calls.get(call.interactionId) === call && call.phase === 'queue';
    if (prompts.length > 0 && waits && !this.speaker.isSpeaking(call)) this.music.after(call, prompts);
  }

  private look(): void {
    const now = this.clock.now();
    for (const id of this.next.keys()) if (this.calls.get(id)?.phase !== 'queue') this.next.delete(id);
    for (const call of this.calls.all()) {
      const rules = call.phase === 'queue' ? this.rulesOf(call) : undefined;
      // Where the wait is announced the offer follows it.
      if (!rules?.callback?.offer || (rules.waiting?.everyMs ?? 0) > 0) continue;
      const at = this.next.get(call.interactionId) ?? call.phaseSince + FIRST_MS;
      this.next.set(call.interactionId, now < at ? at : now + EVERY_MS);
      if (now >= at) void this.say(call);
    }
  }

  /** The queue she was told of last: a line may have changed hers since she came. */
  private rulesOf = ({ told, queue }: Call) => this.tenant.queue(told?.queueId ?? queue?.queueId ?? '');
}
