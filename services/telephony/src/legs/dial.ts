import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '#common/clock/clock.js';
import { CONFIG } from '#common/config/config.js';
import type { RequestOf } from '#common/contracts/contract.js';
import type { dial } from '#common/contracts/telephony.js';
import { Calls } from '../calls/calls.js';
import type { Config } from '../config.js';
import { type Done, no, ok } from './done.js';
import { newLeg } from './leg.js';
import { MakeRoom } from './make-room.js';
import { Outside } from './outside.js';
import { Ring } from './ring.js';

/** Rings a number outside for a caller. */
@Injectable()
export class Dial {
  constructor(
    @Inject(CONFIG) readonly config: Config,
    private readonly calls: Calls,
    private readonly room: MakeRoom,
    private readonly outside: Outside,
    private readonly ring: Ring,
    private readonly clock: Clock,
  ) {}

  make(request: RequestOf<typeof dial>): Done {
    const call = this.calls.get(request.interactionId);
    if (!call) return no('CALL_GONE');
    if (call.legs[request.reservationId]) return ok;
    if (request.expiresAt <= this.clock.now()) return no('TOO_LATE');
    const endpoint = this.outside.endpointOf(request.number);
    if (!endpoint) return no('NO_TRUNK');
    const leg = newLeg(request, this.clock.now());
    // First, so that who hands over does not leave her with nobody.
    this.calls.addLeg(call, leg);
    this.room.forLeg(call, leg);
    void this.ring.start(call, leg, { endpoint, variables: {} }, request.expiresAt);
    return ok;
  }
}
