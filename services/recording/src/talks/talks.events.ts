import { Injectable } from '@nestjs/common';
import type { Fact } from '#common/contracts/ledger.js';
import { routingFacts } from '#common/contracts/routing.js';
import { telephonyFacts } from '#common/contracts/telephony.js';
import type { Tx } from '#common/db/database.js';
import { OnFact } from '#common/ledger/on-fact.js';

/**
 * What the facts of others say of talks: whose and for which queue, for segments that were found in Asterisk while
 * nobody could tell; and when they were, for those that no keeper saw.
 */
@Injectable()
export class TalksEvents {
  @OnFact(routingFacts.reservationAccepted)
  async accepted(fact: Fact<typeof routingFacts.reservationAccepted>, tx: Tx): Promise<void> {
    const { reservationId, interactionId, agentId, queueId } = fact.data;
    await note(tx, fact.tenant, { reservationId, interactionId, agentId, queueId });
    await tx.query(
      `update recording set agent_id = coalesce(agent_id, $2), queue_id = coalesce(queue_id, $3) where reservation_id = $1`,
      [reservationId, agentId, queueId],
    );
  }

  @OnFact(telephonyFacts.bridged)
  async bridged(fact: Fact<typeof telephonyFacts.bridged>, tx: Tx): Promise<void> {
    const { reservationId, interactionId, agentId, at } = fact.data;
    await note(tx, fact.tenant, { reservationId, interactionId, agentId });
    await tx.query('update talk set from_at = coalesce(from_at, $2) where reservation_id = $1', [reservationId, at]);
  }

  @OnFact(telephonyFacts.unbridged)
  async unbridged(fact: Fact<typeof telephonyFacts.unbridged>, tx: Tx): Promise<void> {
    const { reservationId, interactionId, agentId, at } = fact.data;
    await note(tx, fact.tenant, { reservationId, interactionId, agentId });
    await tx.query(
      'update talk set from_at = coalesce(from_at, $2), to_at = $2, looked_at = null where reservation_id = $1',
      [reservationId, at],
    );
  }
}

interface Note {
  reservationId: string;
  interactionId: string;
  agentId: string | null;
  queueId?: string | null;
}

const note = (tx: Tx, tenant: string, n: Note) =>
  tx.query(
    `insert into talk (tenant, reservation_id, interaction_id, agent_id, queue_id) values ($1, $2, $3, $4, $5)
     on conflict (tenant, reservation_id) do update set
       agent_id = coalesce(talk.agent_id, excluded.agent_id), queue_id = coalesce(talk.queue_id, excluded.queue_id)`,
    [tenant, n.reservationId, n.interactionId, n.agentId, n.queueId ?? null],
  );
