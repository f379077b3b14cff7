import { Injectable } from '@nestjs/common';
import { isUp } from '../calls/call.js';
import { Calls } from '../calls/calls.js';
import { type Done, ok } from './done.js';
import { LegDown } from './leg-down.js';
import { Release } from './release.js';

/** Takes an offer back. One that was answered in the same moment is released. */
@Injectable()
export class Rescind {
  constructor(
    private readonly calls: Calls,
    private readonly down: LegDown,
    private readonly releasing: Release,
  ) {}

  do({ interactionId, reservationId }: { interactionId: string; reservationId: string }): Done {
    const call = this.calls.get(interactionId);
    const leg = call?.legs[reservationId];
    // Already gone is what was wanted.
    if (!call || !leg) return ok;
    if (isUp(leg)) return this.releasing.do({ interactionId, reservationId });
    this.down.takenBack(call, leg);
    return ok;
  }
}
