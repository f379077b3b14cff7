import { Injectable } from '@nestjs/common';
import { Database } from '#common/db/database.js';
import { notFound } from '#common/errors/errors.js';
import { SELECT } from '../fold/columns.js';
import { RefoldService } from '../fold/refold.service.js';
import type { ContactRow, LegRow, VisitRow } from '../fold/rows.js';

export interface LifeEvent {
  id: string;
  interactionId: string;
  type: string;
  /** When it happened, ms since 1970; the order of events is by `hlc`, which no clock’s error turns around. */
  at: number;
  hlc: string;
  owner: string;
  cause: string | null;
  data: Record<string, unknown>;
}
export interface Life {
  interactionId: string;
  /** Calls that served its ticket, or whose ticket it served: their events are in the sequence, too. */
  related: string[];
  contact: ContactRow | null;
  visits: VisitRow[];
  legs: LegRow[];
  events: LifeEvent[];
}

/** One interaction’s life as one ordered sequence, whatever transfers and callbacks it went through. */
@Injectable()
export class LifeService {
  constructor(
    private readonly db: Database,
    private readonly refold: RefoldService,
  ) {}

  async life(tenant: string, interactionId: string): Promise<Life> {
    await this.refold.catchUp(tenant);
    return this.db.inTenant(tenant, async (tx) => {
      const tickets = await tx.query<{ a: string; b: string }>(
        `select interaction_id as a, data->>'byInteractionId' as b from life
         where tenant = $1 and type = 'ticket.used' and (interaction_id = $2 or data->>'byInteractionId' = $2::text)`,
        [tenant, interactionId],
      );
      const all = [...new Set([interactionId, ...tickets.rows.flatMap((t) => [t.a, t.b])])];
      const events = await tx.query<LifeEvent>(
        `select id, interaction_id as "interactionId", type, at, hlc, owner, cause, data from life
         where tenant = $1 and interaction_id = any($2) order by hlc, id`,
        [tenant, all],
      );
      if (events.rows.length === 0)
        throw notFound(
          'REPORTING.NO_SUCH_INTERACTION',
          'Nothing is known of this interaction.',
          'Check the id; facts arrive within seconds.',
        );
      const rowsOf = async <R>(table: keyof typeof SELECT, order: string): Promise<R[]> =>
        (
          await tx.query<R>(
            `select ${SELECT[table]} from ${table} where tenant = $1 and interaction_id = $2 order by ${order}`,
            [tenant, interactionId],
          )
        ).rows;
      return {
        interactionId,
        related: all.filter((id) => id !== interactionId),
        contact: (await rowsOf<ContactRow>('contact', '1'))[0] ?? null,
        visits: await rowsOf<VisitRow>('visit', 'n'),
        legs: await rowsOf<LegRow>('leg', 'offered_at'),
        events: events.rows,
      };
    });
  }
}
