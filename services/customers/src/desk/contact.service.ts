import { Injectable } from '@nestjs/common';
import type { SiteUser } from '#common/auth/decorators.js';
import { Clock } from '#common/clock/clock.js';
import type { NumberFrom } from '#common/contracts/words.js';
import { Database, type Tx } from '#common/db/database.js';
import { type Context, Contexts } from '../context/context.service.js';
import { Identify } from '../identify/identify.service.js';
import { People } from '../people/person.js';
import { History, type HistoryEntry } from '../timeline/history.service.js';
import { numberFromOf } from '../timeline/number-from.js';
import { Holder } from './holder.service.js';

export interface CustomerCard {
  id: string;
  name: string | null;
  number: string | null;
  language: string | null;
  /** She was here before this contact. */
  known: boolean;
}
export interface ContactCard {
  customer: CustomerCard;
  /** Who vouches for her number in this contact; null when we called her. */
  numberFrom: NumberFrom | null;
  /** What she wrote when she asked to be called back. */
  context?: Context;
  history: HistoryEntry[];
  draft: string;
}

/** What an agent's page shows of the one who calls, for as long as the agent holds the reservation. */
@Injectable()
export class ContactService {
  constructor(
    private readonly holder: Holder,
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly people: People,
    private readonly identities: Identify,
    private readonly history: History,
    private readonly contexts: Contexts,
  ) {}

  async card(user: SiteUser, reservationId: string): Promise<ContactCard> {
    const { interactionId, ticketId } = await this.holder.check(user, reservationId);
    const { customer, numberFrom, draft, context } = await this.db.inTenant(user.tenant, async (tx) => {
      const id = await this.identities.ofInteraction(tx, user.tenant, interactionId);
      const person = await this.people.read(tx, user.tenant, id);
      const { rows } = await tx.query<{ text: Buffer; sealed_for: string }>(
        'select text, sealed_for from draft where reservation_id = $1',
        [reservationId],
      );
      // Sealed for another person: she was identified while the agent was typing.
      const key = rows[0] && (await this.people.keys(tx, user.tenant, [rows[0].sealed_for])).get(rows[0].sealed_for);
      const { profile, language } = person;
      const card = { id, ...profile, language, known: person.firstInteraction !== interactionId };
      return {
        customer: card,
        numberFrom: await numberFromIn(tx, interactionId),
        draft: (rows[0] && key?.openText('note', rows[0].text)) ?? '',
        context: ticketId === null ? undefined : await this.contexts.of(tx, user.tenant, ticketId),
      };
    });
    const history = await this.history.of(user.tenant, customer.id, interactionId);
    return { customer, numberFrom, ...(context ? { context } : {}), history, draft };
  }

  /** Kept at each pause in typing, so that neither a reload nor the end of wrap-up loses it. */
  async saveDraft(user: SiteUser, reservationId: string, text: string): Promise<void> {
    const { interactionId } = await this.holder.check(user, reservationId);
    await this.db.inTenant(user.tenant, async (tx) => {
      const id = await this.identities.ofInteraction(tx, user.tenant, interactionId);
      const { key } = await this.people.read(tx, user.tenant, id);
      await tx.query(
        `insert into draft (tenant, reservation_id, agent_id, sealed_for, text, at) values ($1, $2, $3, $4, $5, $6)
         on conflict (tenant, reservation_id) do update set text = excluded.text, sealed_for = excluded.sealed_for, at = excluded.at`,
        [user.tenant, reservationId, user.id, id, key.sealText('note', text), this.clock.now()],
      );
    });
  }

  /** What is not given stays. */
  async changeCustomer(
    user: SiteUser,
    reservationId: string,
    change: { name?: string | null | undefined; language?: string | undefined },
  ): Promise<CustomerCard> {
    const { interactionId } = await this.holder.check(user, reservationId);
    return this.db.inTenant(user.tenant, async (tx) => {
      const id = await this.identities.ofInteraction(tx, user.tenant, interactionId);
      const person = await this.people.read(tx, user.tenant, id, 'write');
      const profile = { ...person.profile, ...(change.name === undefined ? {} : { name: change.name }) };
      const language = change.language ?? person.language;
      await this.people.write(tx, person, profile, language);
      return { id, ...profile, language, known: person.firstInteraction !== interactionId };
    });
  }
}

async function numberFromIn(tx: Tx, interactionId: string): Promise<NumberFrom | null> {
  const { rows } = await tx.query<{ direction: string; numberFrom: string | null }>(
    'select direction, number_from as "numberFrom" from contact where interaction_id = $1',
    [interactionId],
  );
  return rows[0] ? numberFromOf(rows[0]) : 'claimed';
}
