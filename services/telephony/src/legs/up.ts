import { Injectable } from '@nestjs/common';
import { attempt } from '../calls/attempt.js';
import type { Call, Leg } from '../calls/call.js';
import { Calls } from '../calls/calls.js';
import { Enqueue } from '../calls/enqueue.js';
import { Nodes } from '../nodes/nodes.js';
import { Bridging } from './bridging.js';
import { Customer } from './customer.js';
import { Reports } from './reports.js';
import { Ring } from './ring.js';
import { Talk } from './talk.js';

/** A leg was answered: it is put together with whom it was called for. */
@Injectable()
export class LegUp {
  constructor(
    private readonly nodes: Nodes,
    private readonly calls: Calls,
    private readonly bridging: Bridging,
    private readonly reports: Reports,
    private readonly ring: Ring,
    private readonly talk: Talk,
    private readonly enqueue: Enqueue,
    private readonly customer: Customer,
  ) {}

  answered(node: string, channel: string): void {
    this.ring.stop(channel);
    const known = this.calls.ofChannel(channel);
    // Answered in the moment in which it was taken back, or left over from a time nobody remembers.
    if (!known?.leg) return void attempt('hang up', channel, this.nodes.get(node).ari.channels.hangup(channel));
    const { call, leg } = known;
    if (leg.state === 'lost') return this.rejoined(call, leg);
    if (leg.state !== 'calling' && leg.state !== 'ringing') return;
    this.reports.leg(call, leg.reservationId, 'answered');
    if (leg.kind === 'consult') this.consults(call, leg);
    else if (leg.kind === 'callback' && !call.channel) this.callsCustomer(call, leg);
    else this.takesCaller(call, leg, 'answered');
  }

  takesCaller(call: Call, leg: Leg, why: string): void {
    this.calls.legMoved(call, leg, 'talk', why);
    this.calls.move(call, 'answered');
    call.waiting = null;
    void this.bridging.together(call, leg);
    this.enqueue.stop(call);
    this.talk.begin(call, leg);
  }

  private consults(call: Call, leg: Leg): void {
    const asker = call.legs[leg.fromReservationId ?? ''];
    this.calls.legMoved(call, leg, 'consult', 'answered');
    // Who asked has hung up or was lost meanwhile: routing says what becomes of the two who are left.
    if (asker?.state !== 'asking') return;
    this.calls.legMoved(call, asker, 'consult', 'answered');
    void this.bridging.consult(call, asker, leg);
  }

  private callsCustomer(call: Call, leg: Leg): void {
    this.calls.legMoved(call, leg, 'asking', 'answered');
    this.customer.call(call, leg);
  }

  private rejoined(call: Call, leg: Leg): void {
    leg.rejoining = false;
    this.reports.leg(call, leg.reservationId, 'rejoined');
    this.takesCaller(call, leg, 'rejoined');
  }
}
