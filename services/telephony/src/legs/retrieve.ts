import { Injectable } from '@nestjs/common';
import { Calls } from '../calls/calls.js';
import { Bridging } from './bridging.js';
import { type Done, no, ok } from './done.js';
import { Reports } from './reports.js';

/** Takes the caller off hold. */
@Injectable()
export class Retrieve {
  constructor(
    private readonly calls: Calls,
    private readonly bridging: Bridging,
    private readonly reports: Reports,
  ) {}

  async do({ interactionId, reservationId }: { interactionId: string; reservationId: string }): Promise<Done> {
    const call = this.calls.get(interactionId);
    if (!call) return no('CALL_GONE');
    const leg = call.legs[reservationId];
    if (!leg) return no('LEG_GONE');
    if (leg.state === 'held') {
      this.calls.legMoved(call, leg, 'talk', 'retrieves');
      await this.bridging.together(call, leg);
    }
    if (leg.state === 'talk') this.reports.leg(call, reservationId, 'retrieved');
    return ok;
  }
}
