import { Injectable } from '@nestjs/common';
import { Phones } from '../endpoints/phones.js';
import type { Target } from './ring.js';

/** Headers by which the page knows which of her reservations rings, and that it must answer by itself. */
export const RESERVATION_HEADER = 'X-Spillway-Reservation';
export const REJOIN_HEADER = 'X-Spillway-Rejoin';

/**
 * The one place that says how an agent's phone is reached: by her endpoint on the caller's node, where her browser is
 * registered or her desk phone is a static contact. With a SIP edge in front of the nodes only this changes.
 */
@Injectable()
export class Reachable {
  constructor(private readonly phones: Phones) {}

  async agent(agentId: string, node: string, reservationId: string, rejoin = false): Promise<Target | undefined> {
    const endpoint = await this.phones.endpointOn(agentId, node);
    if (!endpoint) return undefined;
    return {
      endpoint: `PJSIP/${endpoint}`,
      variables: {
        [`PJSIP_HEADER(add,${RESERVATION_HEADER})`]: reservationId,
        ...(rejoin ? { [`PJSIP_HEADER(add,${REJOIN_HEADER})`]: '1' } : {}),
      },
    };
  }
}
