import { Injectable } from '@nestjs/common';
import type { SiteUser } from '#common/auth/decorators.js';
import { Bus } from '#common/bus/bus.js';
import { reservationGet } from '#common/contracts/routing.js';
import { forbidden } from '#common/errors/errors.js';

export interface Held {
  readonly reservationId: string;
  readonly interactionId: string;
  readonly queueId: string | null;
}

/** One refusal for another's, a finished and an invented reservation: it tells nothing about which. */
export const notHolder = () =>
  forbidden(
    'CUSTOMERS.NOT_HOLDER',
    'Only the agent who has this contact now may see or change it.',
    'Past contacts are in the customer’s history.',
  );

/** Who holds a reservation sees its customer, from the offer to the end of wrap-up. Routing knows; nobody else is asked. */
@Injectable()
export class Holder {
  constructor(private readonly bus: Bus) {}

  /** Throws CUSTOMERS.NOT_HOLDER, or BUS.* when routing cannot be asked. */
  async check(user: SiteUser, reservationId: string): Promise<Held> {
    const r = await this.bus.call(reservationGet, { tenant: user.tenant, reservationId });
    if (!r.found || !r.active || r.agentId !== user.id || !r.interactionId) throw notHolder();
    return { reservationId, interactionId: r.interactionId, queueId: r.queueId ?? null };
  }
}
