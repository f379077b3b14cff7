import { Injectable } from '@nestjs/common';
import type { Fact } from '#common/contracts/ledger.js';
import { routingFacts } from '#common/contracts/routing.js';
import type { Tx } from '#common/db/database.js';
import { OnFact } from '#common/ledger/on-fact.js';

/**
 * Whose talk it was and for which queue, as routing's facts say: for segments that were found in Asterisk while nobody
 * could tell, and for transfers, of which telephony knows no queue.
 */
@Injectable()
export class TalksEvents {
  @OnFact(routingFacts.reservationAccepted)
  async accepted(fact: Fact<typeof routingFacts.reservationAccepted>, tx: Tx): Promise<void> {
    const { reservationId, interactionId, agentId, queueId } = fact.data;
    await tx.query(
      `insert into talk (tenant, reservation_id, interaction_id, agent_id, queue_id) values ($1, $2, $3, $4, $5)
       on conflict (tenant, reservation_id) do nothing`,
      [fact.tenant, reservationId, interactionId, agentId, queueId],
    );
    await tx.query(
      `update recording set agent_id = coalesce(agent_id, $2), queue_id = coalesce(queue_id, $3) where reservation_id = $1`,
      [reservationId, agentId, queueId],
    );
  }
}
