import { Injectable } from '@nestjs/common';
import { Clock } from '#common/clock/clock.js';
import { log } from '#common/log/log.js';
import { Arrive } from '../calls/arrive.js';
import { attempt } from '../calls/attempt.js';
import type { Call } from '../calls/call.js';
import { Calls } from '../calls/calls.js';
import { End } from '../calls/end.js';
import { Bridging } from '../legs/bridging.js';
import { Customer } from '../legs/customer.js';
import { LegDown } from '../legs/leg-down.js';
import { LegUp } from '../legs/up.js';
import { Witness } from '../witness/witness.js';
import { decide, type Heal } from './decide.js';
import { type AsteriskNode, Nodes } from './nodes.js';
import { observe, type World } from './observe.js';

/** Reads the truth of a node and makes our picture and the node agree with it. */
@Injectable()
export class HealNode {
  private readonly log = log('heal');

  constructor(
    private readonly nodes: Nodes,
    private readonly calls: Calls,
    private readonly arrive: Arrive,
    private readonly end: End,
    private readonly up: LegUp,
    private readonly customer: Customer,
    private readonly down: LegDown,
    private readonly bridging: Bridging,
    private readonly witness: Witness,
    private readonly clock: Clock,
  ) {}

  async run(node: AsteriskNode, settledMs: number): Promise<World> {
    await this.witness.catchUp(node);
    const world = await observe(node, () => this.clock.now());
    node.bootedAt = world.bootedAt;
    for (const heal of decide(world, this.calls.onNode(node.id), this.nodes.app, settledMs)) this.act(node, heal);
    return world;
  }

  /** When a call ended that was gone when we looked; now, where Asterisk left no record of it. */
  private witnessed(call: Call): number {
    return (call.channel && this.witness.endOf(call.node, call.channel)) || this.clock.now();
  }

  private act(node: AsteriskNode, heal: Heal): void {
    const about = 'call' in heal ? heal.call.interactionId : 'leg' in heal ? heal.leg.reservationId : '';
    this.log.info(`node=${node.id} heal=${heal.do} about=${about}`);
    switch (heal.do) {
      case 'end':
        return this.end.end(heal.call, heal.restarted ? 'node-lost' : 'caller-hangup', this.witnessed(heal.call));
      case 'customer-up':
        return this.customer.answered(heal.call);
      case 'leg-gone':
        return this.down.vanished(heal.call, heal.leg);
      case 'leg-answered':
        return this.up.answered(node.id, heal.leg.channel);
      case 'join':
        return void this.bridging.together(heal.call, heal.leg);
      case 'arrived':
        return this.arrive.take(node, heal.channel, heal.entry, Date.parse(heal.channel.creationtime));
      case 'hang-up':
        return void attempt('hang up', heal.channel, node.ari.channels.hangup(heal.channel));
      case 'drop-bridge':
        return void attempt('clear', heal.bridge, node.ari.bridges.destroy(heal.bridge));
    }
  }
}
