import { Injectable } from '@nestjs/common';
import { Clock } from '#common/clock/clock.js';
import { telephonyFacts } from '#common/contracts/telephony.js';
import type { EndCause } from '#common/contracts/words.js';
import { Facts } from '../facts/facts.js';
import { Reports } from '../legs/reports.js';
import { Talk } from '../legs/talk.js';
import { Nodes } from '../nodes/nodes.js';
import { attempt } from './attempt.js';
import { bridgeOf, type Call, consultBridgeOf, legsOf } from './call.js';
import { Calls } from './calls.js';
import { Enqueue } from './enqueue.js';
import { Music } from './music.js';
import { Speaker } from './speaker.js';

/** Ends an interaction once: facts, routing, and whatever of it is still in Asterisk. */
@Injectable()
export class End {
  constructor(
    private readonly calls: Calls,
    private readonly facts: Facts,
    private readonly reports: Reports,
    private readonly talk: Talk,
    private readonly nodes: Nodes,
    private readonly enqueue: Enqueue,
    private readonly speaker: Speaker,
    private readonly music: Music,
    private readonly clock: Clock,
  ) {}

  /** @param at when it ended, ms; now unless a witness knows better. */
  end(call: Call, cause: EndCause, at = this.clock.now()): void {
    if (this.calls.get(call.interactionId) !== call) return;
    const { interactionId, tenant, startedAt, phase } = call;
    this.enqueue.stop(call);
    this.speaker.forget(call);
    this.music.forget(call);
    for (const leg of legsOf(call)) this.talk.end(call, leg, at);
    this.facts.add(telephonyFacts.ended, tenant, { interactionId, at, startedAt, phase, cause, witness: 'ari' });
    this.reports.ended(call, phase, cause, cause === 'node-lost' && phase !== 'greeting' && phase !== 'message', at);
    this.calls.move(call, 'ended');
    this.clear(call);
  }

  private clear(call: Call): void {
    const ari = this.nodes.ari(call);
    const hangUp = (channel: string) => attempt('hang up', call.interactionId, ari.channels.hangup(channel));
    for (const leg of legsOf(call)) {
      void hangUp(leg.channel);
      if (leg.kind === 'consult')
        void attempt('clear', call.interactionId, ari.bridges.destroy(consultBridgeOf(leg.reservationId)));
    }
    if (call.channel) void hangUp(call.channel);
    void attempt('clear', call.interactionId, ari.bridges.destroy(bridgeOf(call)));
  }
}
