import { Injectable } from '@nestjs/common';
import { attempt } from '../calls/attempt.js';
import { bridgeOf, type Call, consultBridgeOf, type Leg } from '../calls/call.js';
import { Music } from '../calls/music.js';
import { Nodes } from '../nodes/nodes.js';

/**
 * Who hears whom. Never more than two in a bridge: a third would turn it into a conference, which costs Asterisk more.
 * Requests to one node are carried out in the order they are sent, so only the last one is awaited.
 */
@Injectable()
export class Bridging {
  constructor(
    private readonly nodes: Nodes,
    private readonly music: Music,
  ) {}

  /** Made while the phone rings, so that the answer does not wait for it. */
  prepare(call: Call): void {
    void attempt(
      'bridge',
      call.interactionId,
      this.nodes.ari(call).bridges.createWithId(bridgeOf(call), { type: 'mixing', name: 'call' }),
    );
  }

  /** The caller and this leg hear each other, whatever either was in before. */
  async together(call: Call, leg: Leg): Promise<boolean> {
    if (!call.channel) return false;
    const { bridges } = this.nodes.ari(call);
    this.prepare(call);
    this.music.off(call);
    const added = bridges.addChannel(bridgeOf(call), { channel: [call.channel, leg.channel] });
    return (
      (await attempt(
        'together',
        call.interactionId,
        added.then(() => true),
      )) ?? false
    );
  }

  /** The caller leaves the bridge; what she hears now is the next thing that is done. */
  aside(call: Call): void {
    if (!call.channel) return;
    void attempt(
      'aside',
      call.interactionId,
      this.nodes.ari(call).bridges.removeChannel(bridgeOf(call), { channel: call.channel }),
    );
  }

  /** The agent waits for somebody she called, and hears it ring. */
  waits(call: Call, leg: Leg): void {
    const { bridges, channels } = this.nodes.ari(call);
    void attempt('apart', call.interactionId, bridges.removeChannel(bridgeOf(call), { channel: leg.channel }));
    void attempt('ringback', call.interactionId, channels.ring(leg.channel));
  }
  waitsNoMore(call: Call, leg: Leg): void {
    void attempt('no ringback', call.interactionId, this.nodes.ari(call).channels.ringStop(leg.channel));
  }

  /** Two agents talk while the caller waits. */
  async consult(call: Call, asker: Leg, asked: Leg): Promise<boolean> {
    const { bridges } = this.nodes.ari(call);
    const id = consultBridgeOf(asked.reservationId);
    void attempt('bridge', call.interactionId, bridges.createWithId(id, { type: 'mixing', name: 'consult' }));
    this.waitsNoMore(call, asker);
    const added = bridges.addChannel(id, { channel: [asker.channel, asked.channel] });
    return (
      (await attempt(
        'consult',
        call.interactionId,
        added.then(() => true),
      )) ?? false
    );
  }
  consultOver(call: Call, asked: Leg): void {
    const id = consultBridgeOf(asked.reservationId);
    void attempt('clear', call.interactionId, this.nodes.ari(call).bridges.destroy(id));
  }

  hangUp(call: Call, leg: Leg, reason: 'normal' | 'answered_elsewhere' = 'normal'): void {
    void attempt('hang up', call.interactionId, this.nodes.ari(call).channels.hangup(leg.channel, { reason }));
  }
}
