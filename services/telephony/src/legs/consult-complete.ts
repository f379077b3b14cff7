import { Injectable } from '@nestjs/common';
import { Calls } from '../calls/calls.js';
import { Bridging } from './bridging.js';
import { type Done, no, ok } from './done.js';
import { LegDown } from './leg-down.js';
import { LegUp } from './up.js';

type Request = { interactionId: string; reservationId: string; fromReservationId: string };

/** Attended transfer: the caller goes to the one who was consulted, who asked is out. */
@Injectable()
export class ConsultComplete {
  constructor(
    private readonly calls: Calls,
    private readonly bridging: Bridging,
    private readonly down: LegDown,
    private readonly up: LegUp,
  ) {}

  do({ interactionId, reservationId, fromReservationId }: Request): Done {
    const call = this.calls.get(interactionId);
    if (!call) return no('CALL_GONE');
    const to = call.legs[reservationId];
    if (!to || to.state === 'lost') return no('LEG_GONE');
    if (to.state === 'consult') {
      this.up.takesCaller(call, to, 'handed-over');
      this.bridging.consultOver(call, to);
    }
    const from = call.legs[fromReservationId];
    if (from) {
      this.bridging.hangUp(call, from);
      this.down.over(call, from, true);
    }
    return ok;
  }
}
