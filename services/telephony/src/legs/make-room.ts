import { Injectable } from '@nestjs/common';
import type { Call, Leg } from '../calls/call.js';
import { Calls } from '../calls/calls.js';
import { Music } from '../calls/music.js';
import { Bridging } from './bridging.js';
import { LegDown } from './leg-down.js';

/** What the caller and the agent who has her do while another phone rings. */
@Injectable()
export class MakeRoom {
  constructor(
    private readonly calls: Calls,
    private readonly bridging: Bridging,
    private readonly music: Music,
    private readonly down: LegDown,
  ) {}

  forLeg(call: Call, leg: Leg): void {
    const from = call.legs[leg.fromReservationId ?? ''];
    if (leg.kind === 'offer') this.calls.move(call, 'offered');
    if (leg.kind === 'transfer') this.handOver(call, from);
    if (leg.kind === 'consult' && from) this.ask(call, from);
  }

  /** Blind: who hands over is out at once, the caller hears music until the next one answers. */
  private handOver(call: Call, from: Leg | undefined): void {
    this.bridging.aside(call);
    this.music.on(call);
    this.calls.move(call, 'handed-over');
    if (!from) return;
    this.bridging.hangUp(call, from);
    this.down.over(call, from, true);
  }

  private ask(call: Call, from: Leg): void {
    if (from.state === 'talk') {
      this.bridging.aside(call);
      this.music.on(call);
    }
    this.bridging.waits(call, from);
    this.calls.legMoved(call, from, 'asking', 'consults');
  }
}
