import { Injectable } from '@nestjs/common';
import { isUp } from '../calls/call.js';
import { Calls } from '../calls/calls.js';
import { Bridging } from './bridging.js';
import { type Done, no, ok } from './done.js';
import { LegDown } from './leg-down.js';

type Request = { interactionId: string; reservationId: string; fromReservationId: string };

/** The consultation is over: the caller is back with who asked. */
@Injectable()
export class ConsultCancel {
  constructor(
    private readonly calls: Calls,
    private readonly bridging: Bridging,
    private readonly down: LegDown,
  ) {}

  async do({ interactionId, reservationId, fromReservationId }: Request): Promise<Done> {
    const call = this.calls.get(interactionId);
    if (!call) return no('CALL_GONE');
    const half = call.legs[reservationId];
    const from = call.legs[fromReservationId];
    if (half && isUp(half)) {
      this.bridging.hangUp(call, half);
      this.down.over(call, half, true);
    } else if (half) this.down.takenBack(call, half);
    if (!from || from.state === 'lost') return no('LEG_GONE');
    if (from.state !== 'talk') {
      this.bridging.waitsNoMore(call, from);
      this.calls.legMoved(call, from, 'talk', 'consult-over');
      await this.bridging.together(call, from);
    }
    return ok;
  }
}
