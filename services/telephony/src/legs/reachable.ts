import { Injectable } from '@nestjs/common';
import { log } from '#common/log/log.js';
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
  private readonly log = log('reachable');

  constructor(private readonly phones: Phones) {}

  /** undefined: she has no phone. `unasked`: the node did not take her phone or did not say so, which blames nobody. */
  async agent(
    agentId: string,
    node: string,
    reservationId: string,
    rejoin = false,
  ): Promise<Target | undefined | 'unasked'> {
    let endpoint: string | undefined;
    try {
      endpoint = await this.phones.endpointOn(agentId, node);
    } catch (error) {
      this.log.warn({ node, reservationId, error: (error as Error).message }, 'a phone could not be set up');
      return 'unasked';
    }
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
