import { Injectable } from '@nestjs/common';
import { Clock } from '#common/clock/clock.js';
import type { RequestOf } from '#common/contracts/contract.js';
import type { offer } from '#common/contracts/telephony.js';
import { Calls } from '../calls/calls.js';
import { Nodes } from '../nodes/nodes.js';
import { Bridging } from './bridging.js';
import { type Done, no, ok } from './done.js';
import { newLeg } from './leg.js';
import { LegDown } from './leg-down.js';
import { MakeRoom } from './make-room.js';
import { Reachable } from './reachable.js';
import { Ring } from './ring.js';

/** Rings an agent for a caller. A repeat of an offer that already rings is taken as done. */
@Injectable()
export class Offer {
  constructor(
    private readonly calls: Calls,
    private readonly nodes: Nodes,
    private readonly room: MakeRoom,
    private readonly reachable: Reachable,
    private readonly ring: Ring,
    private readonly bridging: Bridging,
    private readonly down: LegDown,
    private readonly clock: Clock,
  ) {}

  async make(request: RequestOf<typeof offer>): Promise<Done> {
    const call = this.calls.get(request.interactionId);
    if (!call) return no('CALL_GONE');
    if (call.legs[request.reservationId]) return ok;
    if (request.expiresAt <= this.clock.now()) return no('TOO_LATE');
    if (!this.nodes.ari(call).connected) return no('NODE_AWAY');
    const leg = newLeg(request, this.clock.now());
    // First, so that who hands over does not leave her with nobody.
    this.calls.addLeg(call, leg);
    this.room.forLeg(call, leg);
    const target = await this.reachable.agent(request.agentId, call.node, leg.reservationId);
    // Reported as an outcome rather than refused: the leg was there, and routing must hear of it in order.
    if (target === 'unasked') this.down.vanished(call, leg);
    else if (!target) this.down.gone(call, leg.channel, { cause: 20 });
    else {
      void this.ring.start(call, leg, target, request.expiresAt);
      // After the INVITE, which is what the caller waits for; the node does one thing after the other.
      if (leg.kind === 'offer') this.bridging.prepare(call);
    }
    return ok;
  }
}
