import { Injectable } from '@nestjs/common';
import type { SiteUser } from '#common/auth/decorators.js';
import { Bus } from '#common/bus/bus.js';
import { Clock } from '#common/clock/clock.js';
import { reservationGet } from '#common/contracts/routing.js';
import { Database } from '#common/db/database.js';
import { forbidden } from '#common/errors/errors.js';

export interface Held {
  readonly reservationId: string;
  readonly interactionId: string;
  readonly queueId: string | null;
  /** The kept place that this call serves. */
  readonly ticketId: string | null;
}

/** One refusal for another's, a finished and an invented reservation: it tells nothing about which. */
export const notHolder = () =>
  forbidden(
    'CUSTOMERS.NOT_HOLDER',
    'Only the agent who has this contact now may see or change it.',
    'Past contacts are in the customer’s history.',
  );

/** For so long after the end of her wrap-up an agent may still finish the note that she was writing. */
const LATE_MS = 10 * 60_000;

/** Who holds a reservation sees its customer, from the offer to the end of wrap-up. Routing knows; nobody else is asked. */
@Injectable()
export class Holder {
  constructor(
    private readonly bus: Bus,
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /** Throws CUSTOMERS.NOT_HOLDER, or BUS.* when routing cannot be asked. */
  async check(user: SiteUser, reservationId: string): Promise<Held> {
    const { held, active } = await this.ask(user, reservationId);
    if (!active) throw notHolder();
    return held;
  }

  /** The same for writing alone: wrap-up may have run out while she typed, and then nothing of hers is to be lost. */
  async checkWriter(user: SiteUser, reservationId: string): Promise<Held> {
    const { held, active } = await this.ask(user, reservationId);
    if (!active && !(await this.hadIt(user, reservationId))) throw notHolder();
    return held;
  }

  private async ask(user: SiteUser, reservationId: string): Promise<{ held: Held; active: boolean }> {
    const r = await this.bus.call(reservationGet, { tenant: user.tenant, reservationId });
    if (!r.found || r.agentId !== user.id || !r.interactionId) throw notHolder();
    return {
      held: { reservationId, interactionId: r.interactionId, queueId: r.queueId ?? null, ticketId: r.ticketId ?? null },
      active: r.active ?? false,
    };
  }

  private async hadIt(user: SiteUser, reservationId: string): Promise<boolean> {
    const { rows } = await this.db.inTenant(user.tenant, (tx) =>
      tx.query(
        'select 1 from handling where reservation_id = $1 and agent_id = $2 and (completed_at is null or completed_at > $3)',
        [reservationId, user.id, this.clock.now() - LATE_MS],
      ),
    );
    return rows.length > 0;
  }
}
