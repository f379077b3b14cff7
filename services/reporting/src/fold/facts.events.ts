import { Injectable } from '@nestjs/common';
import { customerFacts } from '#common/contracts/customers.js';
import type { Envelope, Fact } from '#common/contracts/ledger.js';
import { recordingFacts } from '#common/contracts/recording.js';
import { routingFacts } from '#common/contracts/routing.js';
import { telephonyFacts } from '#common/contracts/telephony.js';
import type { Tx } from '#common/db/database.js';
import { OnFact } from '#common/ledger/on-fact.js';

const { agentStatus, agentWork, ...ofInteractions } = routingFacts;

/** Takes facts in: keeps those of interactions to be read as one life, and marks whose rows are to be made anew. */
@Injectable()
export class FactsEvents {
  @OnFact(
    ...Object.values(telephonyFacts),
    ...Object.values(ofInteractions),
    recordingFacts.started,
    recordingFacts.masked,
    recordingFacts.stored,
    recordingFacts.missing,
    customerFacts.noteWritten,
  )
  async keep(e: Envelope, tx: Tx): Promise<void> {
    const interactionId = e.interactionId ?? e.data['interactionId'];
    if (typeof interactionId !== 'string') return;
    await tx.query(
      `with kept as (
         insert into life (tenant, id, interaction_id, hlc, at, type, version, owner, aggregate, seq, cause, data)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) on conflict do nothing)
       insert into refold (tenant, interaction_id) values ($1, $3)
       on conflict (tenant, interaction_id) do update set marked = clock_timestamp()`,
      [
        e.tenant,
        e.id,
        interactionId,
        e.hlc,
        e.at,
        e.type,
        e.version,
        e.owner,
        e.aggregate,
        e.seq,
        e.cause,
        JSON.stringify(e.data),
      ],
    );
  }

  @OnFact(agentStatus)
  status(e: Fact<typeof agentStatus>, tx: Tx): Promise<void> {
    return change(e, 'status', e.data.agentId, e.data.status, tx);
  }
  @OnFact(agentWork)
  work(e: Fact<typeof agentWork>, tx: Tx): Promise<void> {
    return change(e, 'work', e.data.agentId, e.data.workState, tx);
  }
}

async function change(
  e: { tenant: string; id: string; hlc: string; at: number },
  kind: 'status' | 'work',
  agentId: string,
  value: string,
  tx: Tx,
): Promise<void> {
  await tx.query(
    'insert into agent_change (tenant, id, agent_id, at, hlc, kind, value) values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing',
    [e.tenant, e.id, agentId, e.at, e.hlc, kind, value],
  );
}
