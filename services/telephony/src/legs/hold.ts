import { Injectable } from '@nestjs/common';
import { Calls } from '../calls/calls.js';
import { Music } from '../calls/music.js';
import { Bridging } from './bridging.js';
import { type Done, no, ok } from './done.js';
import { Reports } from './reports.js';

/** Puts the caller on hold: she hears music, the agent silence. */
@Injectable()
export class Hold {
  constructor(
    private readonly calls: Calls,
    private readonly bridging: Bridging,
    private readonly music: Music,
    private readonly reports: Reports,
  ) {}

  do({ interactionId, reservationId }: { interactionId: string; reservationId: string }): Done {
    const call = this.calls.get(interactionId);
    if (!call) return no('CALL_GONE');
    const leg = call.legs[reservationId];
    if (!leg) return no('LEG_GONE');
    if (leg.state === 'talk') {
      this.bridging.aside(call);
      this.music.on(call);
      this.calls.legMoved(call, leg, 'held', 'holds');
    }
    if (leg.state === 'held') this.reports.leg(call, reservationId, 'held');
    return ok;
  }
}
