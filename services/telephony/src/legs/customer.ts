import { Injectable } from '@nestjs/common';
import { Bus } from '#common/bus/bus.js';
import { customerNumber } from '#common/contracts/telephony.js';
import { describeError } from '#common/errors/errors.js';
import { log } from '#common/log/log.js';
import { gone } from '../ari/index.js';
import type { Call, Leg } from '../calls/call.js';
import { Calls } from '../calls/calls.js';
import { End } from '../calls/end.js';
import { Nodes } from '../nodes/nodes.js';
import { Bridging } from './bridging.js';
import { Outside } from './outside.js';
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
  ) {}

  /** The agent has answered: now the customer's phone rings, and the agent hears it. */
  call(call: Call, leg: Leg): void {
    this.bridging.waits(call, leg);
    this.dial(call).catch((error: unknown) => {
      this.log.warn({ interactionId: call.interactionId, ...describeError(error) }, 'the customer could not be called');
      this.end.end(call, 'failed');
    });
  }

  /** The customer has answered. */
  answered(call: Call): void {
    const leg = Object.values(call.legs).find((one) => one.state === 'asking');
    if (!leg) return;
    this.bridging.waitsNoMore(call, leg);
    this.calls.legMoved(call, leg, 'talk', 'customer-answered');
    this.calls.move(call, 'answered');
    void this.bridging.together(call, leg);
    this.talk.begin(call, leg);
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
