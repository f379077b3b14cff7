import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import type { SiteUser } from '#common/auth/decorators.js';
import { Bus } from '#common/bus/bus.js';
import { Clock } from '#common/clock/clock.js';
import type { RequestOf } from '#common/contracts/contract.js';
import { customerFacts } from '#common/contracts/customers.js';
import { wrapUp } from '#common/contracts/routing.js';
import { Database } from '#common/db/database.js';
import { conflict, describeError, hasCode, SpillwayError } from '#common/errors/errors.js';
import { factIdOf } from '#common/ids/ids.js';
import { Ledger } from '#common/ledger/ledger.js';
import { log } from '#common/log/log.js';
import { type Held, Holder } from '../desk/holder.service.js';
import { Identify } from '../identify/identify.service.js';
import { notes } from '../metrics.js';
import { DirectoryCache } from '../names/directory.cache.js';
import { People } from '../people/person.js';

const unknownDisposition = () =>
  new SpillwayError('CUSTOMERS.UNKNOWN_DISPOSITION', 'There is no such disposition.', {
    blame: 'caller',
    status: 422,
    hint: 'Reload the list of dispositions.',
  });

/** Ends a contact for its agent: the note is kept here, then routing hears that she is free. */
@Injectable()
export class WrapUp implements BeforeApplicationShutdown {
  private readonly stopping = new AbortController();
  private readonly log = log('wrap-up');

  constructor(
    private readonly holder: Holder,
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly people: People,
    private readonly identities: Identify,
    private readonly directory: DirectoryCache,
    private readonly ledger: Ledger,
    private readonly bus: Bus,
  ) {}

  beforeApplicationShutdown(): void {
    this.stopping.abort();
  }

  /**
   * Sent again after a lost answer it does no harm. `told` false: the note is safe, routing is away and will be told.
   * Throws CUSTOMERS.NOT_HOLDER, CUSTOMERS.UNKNOWN_DISPOSITION, or routing's refusal, with the note kept.
   */
  async finish(
    user: SiteUser,
    reservationId: string,
    dispositionId: string,
    note: string,
  ): Promise<{ ok: true; told: boolean }> {
    const held = await this.holder.checkWriter(user, reservationId).catch(async (error: unknown) => {
      if (hasCode(error, 'CUSTOMERS.NOT_HOLDER') && (await this.isStored(user, reservationId, dispositionId)))
        return undefined;
      throw error;
    });
    // The answer was lost and it is sent again: nobody waits for anything any more.
    if (!held) return { ok: true, told: true };
    const { dispositions } = await this.directory.config(user.tenant);
    if (!dispositions.some((d) => d.id === dispositionId)) throw unknownDisposition();
    await this.store(user, held, dispositionId, note);
    notes.inc({ outcome: 'written' });
    return this.tell({ tenant: user.tenant, reservationId, agentId: user.id, dispositionId, at: this.clock.now() });
  }

  private async isStored(user: SiteUser, reservationId: string, dispositionId: string): Promise<boolean> {
    const { rows } = await this.db.inTenant(user.tenant, (tx) =>
      tx.query('select 1 from handling where reservation_id = $1 and note_by = $2 and disposition_id = $3', [
        reservationId,
        user.id,
        dispositionId,
      ]),
    );
    return rows.length > 0;
  }

  private async store(
    user: SiteUser,
    { reservationId, interactionId, queueId }: Held,
    dispositionId: string,
    note: string,
  ): Promise<void> {
    const { tenant, id: agentId } = user;
    const at = this.clock.now();
    await this.db.inTenant(tenant, async (tx) => {
      const customerId = await this.identities.ofInteraction(tx, tenant, interactionId);
      const { key } = await this.people.read(tx, tenant, customerId, 'write');
      await tx.query(
        `insert into handling (tenant, reservation_id, interaction_id, agent_id, queue_id, disposition_id, note, note_by, note_at, sealed_for)
         values ($1, $2, $3, $4, $5, $6, $7, $4, $8, $9)
         on conflict (tenant, reservation_id) do update set disposition_id = excluded.disposition_id, note = excluded.note,
           note_by = excluded.note_by, note_at = excluded.note_at, sealed_for = excluded.sealed_for`,
        [
          tenant,
          reservationId,
          interactionId,
          agentId,
          queueId,
          dispositionId,
          note === '' ? null : key.sealText('note', note),
          at,
          customerId,
        ],
      );
      await tx.query('delete from draft where reservation_id = $1', [reservationId]);
      const facts = this.ledger.facts();
      const id = factIdOf(reservationId, `note-written/${dispositionId}`);
      facts.add(
        customerFacts.noteWritten,
        { id, about: customerId, interactionId, at },
        { customerId, interactionId, reservationId, agentId, dispositionId, at },
      );
      await this.ledger.append(tx, tenant, facts);
    });
  }

  private async tell(message: RequestOf<typeof wrapUp>): Promise<{ ok: true; told: boolean }> {
    try {
      const answer = await this.bus.callUntilDone(wrapUp, message, { giveUpAt: Date.now() + 2000, timeoutMs: 1000 });
      if (!answer.ok)
        throw conflict(
          answer.code ?? 'CUSTOMERS.WRAP_UP_REFUSED',
          'The note is kept, but routing did not end the wrap-up.',
        );
      return { ok: true, told: true };
    } catch (error) {
      if (!(error instanceof SpillwayError) || !error.retryable) throw error;
      this.log.warn(
        { reservationId: message.reservationId, ...describeError(error) },
        'routing hears of a wrap-up later',
      );
      this.bus
        .callUntilDone(wrapUp, message, { signal: this.stopping.signal })
        .catch((late: unknown) =>
          this.log.warn(
            { reservationId: message.reservationId, ...describeError(late) },
            'routing never heard of a wrap-up; it ends by its time limit',
          ),
        );
      return { ok: true, told: false };
    }
  }
}
