import { setTimeout as delay } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { log } from '#common/log/log.js';
import { type Call, isUp, type Leg, legsOf } from '../calls/call.js';
import { Calls } from '../calls/calls.js';
import { Nodes } from '../nodes/nodes.js';
import { Bridging } from './bridging.js';
import { LegDown } from './leg-down.js';
import { Rejoin } from './rejoin.js';

/** Twice without a single packet in this time, and nobody is behind the leg any more, ms. */
const LISTEN_MS = 600;

/** A phone vanished or came back while its agent talks: is somebody still behind her leg? */
@Injectable()
export class Deserted {
  private readonly log = log('deserted');

  constructor(
    private readonly calls: Calls,
    private readonly nodes: Nodes,
    private readonly bridging: Bridging,
    private readonly down: LegDown,
    private readonly rejoining: Rejoin,
  ) {}

  /** Her registration is gone. Audio may still flow (only the websocket broke): Asterisk's packet counters know. */
  async perhaps(node: string, agentId: string): Promise<void> {
    for (const { call, leg } of this.legs(node, agentId).filter((one) => isUp(one.leg))) {
      const { channel } = leg;
      const counts = [];
      for (let n = 0; n < 3; n++) {
        counts.push(await this.received(call, channel));
        if (n < 2) await delay(LISTEN_MS);
      }
      const [first, second, third] = counts;
      const silent = first !== undefined && first === second && second === third;
      if (silent && leg.channel === channel && isUp(leg)) this.leave(call, leg, 'silent');
    }
  }

  /** She registered. A new page has none of the old page's legs; a lost leg can be joined at once. */
  returned(node: string, agentId: string, newPage: boolean): void {
    for (const { call, leg } of this.legs(node, agentId)) {
      if (newPage && isUp(leg)) this.leave(call, leg, 'new-page');
      if (leg.state !== 'lost') continue;
      const { interactionId } = call;
      void this.rejoining
        .do({ interactionId, reservationId: leg.reservationId, agentId })
        .catch((error: Error) => this.log.warn({ interactionId, error: error.message }, 'not rejoined'));
    }
  }

  private leave(call: Call, leg: Leg, why: string): void {
    this.log.info(`call=${call.interactionId} leg=${leg.reservationId} deserted: ${why}`);
    this.bridging.hangUp(call, leg);
    this.down.gone(call, leg.channel, {});
  }

  private async received(call: Call, channel: string): Promise<number | undefined> {
    const stats = await this.nodes
      .ari(call)
      .channels.rtpstatistics(channel)
      .catch(() => undefined);
    return stats?.rxcount;
  }

  private legs(node: string, agentId: string): { call: Call; leg: Leg }[] {
    return this.calls.onNode(node).flatMap((call) =>
      legsOf(call)
        .filter((leg) => leg.agentId === agentId)
        .map((leg) => ({ call, leg })),
    );
  }
}
