import { Injectable } from '@nestjs/common';
import { Bus } from '#common/bus/bus.js';
import { Clock } from '#common/clock/clock.js';
import { customerNumber } from '#common/contracts/telephony.js';
import { describeError } from '#common/errors/errors.js';
import { log } from '#common/log/log.js';
import { gone } from '../ari/index.js';
import { type Call, type Leg, legsOf } from '../calls/call.js';
import { Calls } from '../calls/calls.js';
import { End } from '../calls/end.js';
import { Music } from '../calls/music.js';
import { Nodes } from '../nodes/nodes.js';
import { Bridging } from './bridging.js';
import { LegDown } from './leg-down.js';
import { Outside } from './outside.js';
import { Reachable } from './reachable.js';
import { Reports } from './reports.js';
import { Ring } from './ring.js';
import { Talk } from './talk.js';

const RING_S = 45;
export const customerChannelOf = (interactionId: string): string => `c-${interactionId}`;

/** The customer's side of a call that an agent began. */
@Injectable()
export class Customer {
  private readonly log = log('call-out');

  constructor(
    private readonly bus: Bus,
    private readonly nodes: Nodes,
    private readonly calls: Calls,
    private readonly bridging: Bridging,
    private readonly outside: Outside,
    private readonly talk: Talk,
    private readonly end: End,
    private readonly reports: Reports,
    private readonly music: Music,
    private readonly reachable: Reachable,
    private readonly ring: Ring,
    private readonly down: LegDown,
    private readonly clock: Clock,
  ) {}

  /** The agent has answered: now the customer's phone rings, and the agent hears it. */
  call(call: Call, leg: Leg): void {
    this.bridging.waits(call, leg);
    this.first(call);
  }

  /** Nobody waits for her yet: an agent is kept, and rung when she answers. */
  first(call: Call): void {
    this.dial(call).catch((error: unknown) => {
      this.log.warn({ interactionId: call.interactionId, ...describeError(error) }, 'the customer could not be called');
      this.end.end(call, 'failed');
    });
  }

  /** The customer has answered; told twice it happened once. */
  answered(call: Call): void {
    if (call.customerUp) return;
    const leg = legsOf(call).find((one) => one.state === 'asking' || one.state === 'due');
    if (!leg) return;
    call.customerUp = true;
    this.reports.leg(call, leg.reservationId, 'customer-answered');
    if (leg.state === 'due') return this.ringsAgent(call, leg);
    this.bridging.waitsNoMore(call, leg);
    this.calls.legMoved(call, leg, 'talk', 'customer-answered');
    this.calls.move(call, 'answered');
    void this.bridging.together(call, leg);
    this.talk.begin(call, leg);
  }

  /** She hears why we call while the phone of the agent who was kept for her rings. */
  private ringsAgent(call: Call, leg: Leg): void {
    leg.since = this.clock.now();
    this.calls.legMoved(call, leg, 'calling', 'customer-answered');
    this.music.after(call, 'callback-here');
    this.bridging.prepare(call);
    const expiresAt = leg.since + (leg.ringMs ?? 0);
    void this.reachable.agent(leg.agentId ?? '', call.node, leg.reservationId).then((target) => {
      if (call.legs[leg.reservationId] !== leg) return;
      if (target === 'unasked') this.down.vanished(call, leg);
      else if (!target) this.down.gone(call, leg.channel, { cause: 20 });
      else void this.ring.start(call, leg, target, expiresAt);
    });
  }

  private async dial(call: Call): Promise<void> {
    const { tenant, customerId } = call;
    const { number } = await this.bus.call(customerNumber, { tenant, customerId: customerId ?? '' });
    // The agent has hung up meanwhile.
    if (this.calls.get(call.interactionId) !== call) return;
    const endpoint = number ? this.outside.endpointOf(number) : undefined;
    if (!endpoint) return this.end.end(call, 'failed');
    const channel = customerChannelOf(call.interactionId);
    this.calls.setCaller(call, channel);
    const { channels } = this.nodes.ari(call);
    await channels.originateWithId(channel, { endpoint, app: this.nodes.app, appArgs: 'out', timeout: RING_S });
    // The end may have come between our asking and Asterisk's making the channel.
    if (this.calls.get(call.interactionId) !== call) await gone(channels.hangup(channel));
  }
}
