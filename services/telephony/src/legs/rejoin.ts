import { Injectable } from '@nestjs/common';
import { Clock } from '#common/clock/clock.js';
import { Calls } from '../calls/calls.js';
import { Bridging } from './bridging.js';
import { type Done, no, ok } from './done.js';
import { Reachable } from './reachable.js';
import { Ring } from './ring.js';

/** A page that is there answers by itself within a second; a longer ring only keeps the next try waiting. */
const RING_MS = 4_000;

/** Calls the phone of an agent whose leg was lost in talk; her page answers by itself. */
@Injectable()
export class Rejoin {
  constructor(
    private readonly calls: Calls,
    private readonly bridging: Bridging,
    private readonly reachable: Reachable,
    private readonly ring: Ring,
    private readonly clock: Clock,
  ) {}

  async do(request: { interactionId: string; reservationId: string; agentId: string }): Promise<Done> {
    const call = this.calls.get(request.interactionId);
    if (!call) return no('CALL_GONE');
    const leg = call.legs[request.reservationId];
    if (!leg) return no('LEG_GONE');
    if (leg.state !== 'lost' || leg.rejoining) return ok;
    const old = leg.channel;
    const target = await this.reachable.agent(request.agentId, call.node, leg.reservationId, true);
    if (!target || target === 'unasked') return no('UNREACHABLE');
    if (leg.state !== 'lost' || leg.rejoining || leg.channel !== old) return ok;
    // The old channel may still stand in Asterisk although nobody is behind it.
    this.bridging.hangUp(call, leg);
    leg.rejoining = true;
    leg.joins += 1;
    leg.since = this.clock.now();
    this.calls.replaceChannel(call, leg, `${leg.reservationId}.r${leg.joins}`);
    this.bridging.prepare(call);
    void this.ring.start(call, leg, target, this.clock.now() + RING_MS);
    return ok;
  }
}
