import { Injectable } from '@nestjs/common';
import { isUp } from '../calls/call.js';
import { Calls } from '../calls/calls.js';
import { Bridging } from './bridging.js';
import { type Done, no, ok } from './done.js';
import { LegDown } from './leg-down.js';

/** Ends one leg. The caller's call ends with it when nobody else is there or on the way. */
@Injectable()
export class Release {
  constructor(
    private readonly calls: Calls,
    private readonly bridging: Bridging,
    private readonly down: LegDown,
  ) {}

  do({ interactionId, reservationId }: { interactionId: string; reservationId: string }): Done {
    const call = this.calls.get(interactionId);
    if (!call) return no('CALL_GONE');
    const leg = call.legs[reservationId];
    if (!leg) return no('LEG_GONE');
    if (!isUp(leg) && leg.state !== 'lost') this.down.takenBack(call, leg);
    else {
      this.bridging.hangUp(call, leg);
      this.down.over(call, leg, true);
    }
    return ok;
  }
}
