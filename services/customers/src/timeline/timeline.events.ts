import { Injectable } from '@nestjs/common';
import type { Fact } from '#common/contracts/ledger.js';
import { routingFacts } from '#common/contracts/routing.js';
import { telephonyFacts } from '#common/contracts/telephony.js';
import type { Tx } from '#common/db/database.js';
import { OnFact } from '#common/ledger/on-fact.js';
import { notes } from '../metrics.js';
import { touchContact, touchHandling } from './timeline.store.js';

/** Folds the ledger into one timeline a customer. Facts of two services arrive in any order: each sets what it knows and nothing else. */
@Injectable()
export class TimelineEvents {
  @OnFact(telephonyFacts.started)
  async started({ tenant, data: d }: Fact<typeof telephonyFacts.started>, tx: Tx): Promise<void> {
    await touchContact(tx, tenant, d.interactionId, { medium: d.medium, direction: d.direction, started_at: d.at });
  }

  @OnFact(telephonyFacts.identified)
  async identified({ tenant, data: d }: Fact<typeof telephonyFacts.identified>, tx: Tx): Promise<void> {
    await touchContact(tx, tenant, d.interactionId, { customer_id: d.customerId });
  }

  @OnFact(telephonyFacts.ended)
  async ended({ tenant, data: d }: Fact<typeof telephonyFacts.ended>, tx: Tx): Promise<void> {
    await touchContact(tx, tenant, d.interactionId, {
      ended_at: d.at,
      end_phase: d.phase,
      end_cause: d.cause,
      started_at: d.startedAt,
    });
  }

  @OnFact(routingFacts.queueEntered)
  async entered({ tenant, data: d }: Fact<typeof routingFacts.queueEntered>, tx: Tx): Promise<void> {
    await touchContact(tx, tenant, d.interactionId, { queue_id: d.queueId });
  }

  @OnFact(routingFacts.queueLeft)
  async left({ tenant, data: d }: Fact<typeof routingFacts.queueLeft>, tx: Tx): Promise<void> {
    await touchContact(tx, tenant, d.interactionId, { queue_id: d.queueId, left_line: d.reason });
  }

  @OnFact(routingFacts.reservationAccepted)
  async accepted({ tenant, data: d }: Fact<typeof routingFacts.reservationAccepted>, tx: Tx): Promise<void> {
    await touchContact(tx, tenant, d.interactionId, { answered: true });
    await touchHandling(tx, tenant, d.reservationId, d.interactionId, {
      agent_id: d.agentId,
      queue_id: d.queueId,
      accepted_at: d.at,
    });
  }

  /** Wrap-up ran out of time: what she had typed by then is her note. */
  @OnFact(routingFacts.reservationCompleted)
  async completed({ tenant, data: d }: Fact<typeof routingFacts.reservationCompleted>, tx: Tx): Promise<void> {
    await touchHandling(tx, tenant, d.reservationId, d.interactionId, {
      completed_at: d.at,
      disposition_id: d.dispositionId,
    });
    const { rowCount } = await tx.query(
      `with left_over as (delete from draft where reservation_id = $1 returning agent_id, sealed_for, text, at)
       update handling h set note = l.text, note_by = l.agent_id, note_at = l.at, sealed_for = l.sealed_for
       from left_over l where h.reservation_id = $1 and h.note is null`,
      [d.reservationId],
    );
    if (rowCount) notes.inc({ outcome: 'from-draft' });
  }
}
