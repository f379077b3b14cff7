import { Injectable } from '@nestjs/common';
import type { ReplyOf } from '#common/contracts/contract.js';
import type { reservationGet } from '#common/contracts/routing.js';
import { Database } from '#common/db/database.js';
import type { Reservation } from '../core/model.js';
import { isActive } from '../core/state.js';
import { Tenants } from '../writer/tenants.service.js';

/** Who holds a reservation, also when it is over and only the database remembers it. */
@Injectable()
export class Reservations {
  constructor(
    private readonly tenants: Tenants,
    private readonly db: Database,
  ) {}

  async get(tenant: string, id: string): Promise<ReplyOf<typeof reservationGet>> {
    const { writer } = await this.tenants.of(tenant);
    const r = (await writer.read((s) => s.reservations.get(id))) ?? (await this.#remembered(tenant, id));
    if (!r) return { found: false };
    const ticketId = await writer.read((s) => s.interactions.get(r.interactionId)?.ticketOf);
    return {
      found: true,
      ...(r.agentId ? { agentId: r.agentId } : {}),
      interactionId: r.interactionId,
      queueId: r.queueId,
      state: r.state,
      talk: r.talk,
      direction: r.direction,
      active: isActive(r),
      ...(ticketId ? { ticketId } : {}),
    };
  }

  async #remembered(tenant: string, id: string): Promise<Reservation | undefined> {
    const { rows } = await this.db.inTenant(tenant, (tx) =>
      tx.query<{ body: Reservation }>(
        `select body from record where tenant = $1 and kind = 'reservation' and id = $2`,
        [tenant, id],
      ),
    );
    return rows[0]?.body;
  }
}
