import { Injectable } from '@nestjs/common';
import { Bus } from '#common/bus/bus.js';
import { Clock } from '#common/clock/clock.js';
import { segment, telephonyFacts } from '#common/contracts/telephony.js';
import { type Call, idOfChannel, type Leg } from '../calls/call.js';
import { Calls } from '../calls/calls.js';
import { Facts } from '../facts/facts.js';

/** Says when an agent (or number) begins and ends to have the caller: as a fact, and to recording at once. */
@Injectable()
export class Talk {
  constructor(
    private readonly calls: Calls,
    private readonly facts: Facts,
    private readonly bus: Bus,
    private readonly clock: Clock,
  ) {}

  begin(call: Call, leg: Leg): void {
    if (leg.talking) return;
    leg.talking = true;
    leg.talks += 1;
    this.tell(call, leg, 'bridged', this.clock.now());
    this.calls.save(call);
  }

  end(call: Call, leg: Leg, at = this.clock.now()): void {
    if (!leg.talking) return;
    leg.talking = false;
    this.tell(call, leg, 'unbridged', at);
    this.calls.save(call);
  }

  /** Tells recording again of a talk that goes on; the fact was taken down when it began. */
  repeat(call: Call, leg: Leg): void {
    if (leg.talking) this.notify(call, leg, 'bridged', this.clock.now());
  }

  private tell(call: Call, leg: Leg, change: 'bridged' | 'unbridged', at: number): void {
    const { interactionId, tenant } = call;
    const { reservationId, agentId } = leg;
    this.notify(call, leg, change, at);
    this.facts.add(
      telephonyFacts[change],
      tenant,
      { interactionId, at, reservationId, agentId },
      `${reservationId}/${leg.talks}`,
    );
  }

  private notify(call: Call, leg: Leg, change: 'bridged' | 'unbridged', at: number): void {
    if (!call.channel) return;
    const { interactionId, tenant, node, noticePrompt, noticeAt } = call;
    const channel = idOfChannel(call.channel);
    const { reservationId, agentId } = leg;
    const queueId = leg.queueId ?? call.queue?.queueId ?? null;
    this.bus.publish(segment, {
      tenant,
      interactionId,
      reservationId,
      agentId,
      queueId,
      node,
      channel,
      change,
      notice: noticePrompt,
      noticeAt,
      at,
    });
  }
}
