import { Injectable } from '@nestjs/common';
import { customerFacts } from '#common/contracts/customers.js';
import type { Envelope } from '#common/contracts/ledger.js';
import { recordingFacts } from '#common/contracts/recording.js';
import { routingFacts } from '#common/contracts/routing.js';
import { telephonyFacts } from '#common/contracts/telephony.js';
import type { Tx } from '#common/db/database.js';
import { OnFacts } from '#common/ledger/on-fact.js';

/** Why routing chose whom it chose is asked of routing; here it would double what is kept. */
const { agentStatus, agentWork, routingDecided: _, ...ofInteractions } = routingFacts;

/** Takes facts in: keeps those of interactions to be read as one life, and marks whose rows are to be made anew. */
@Injectable()
export class FactsEvents {
  @OnFacts(
    ...Object.values(telephonyFacts),
    ...Object.values(ofInteractions),
    recordingFacts.started,
    recordingFacts.masked,
    recordingFacts.stored,
    recordingFacts.missing,
    customerFacts.noteWritten,
  )
  async keep(facts: Envelope[], tx: Tx): Promise<void> {
    const kept = facts
      .map((e) => ({ ...e, interactionId: e.interactionId ?? e.data['interactionId'] }))
      .filter((e) => typeof e.interactionId === 'string');
    if (kept.length > 0) await tx.query(KEEP, [facts[0]!.tenant, JSON.stringify(kept)]);
  }

  @OnFacts(agentStatus, agentWork)
  async change(facts: Envelope[], tx: Tx): Promise<void> {
    const changes = facts.map(({ id, at, hlc, type, data }) => ({
      id,
      agent: data['agentId'],
      at,
      hlc,
      ...(type === agentStatus.type
        ? { kind: 'status', value: data['status'] }
        : { kind: 'work', value: data['workState'] }),
    }));
    await tx.query(CHANGE, [facts[0]!.tenant, JSON.stringify(changes)]);
  }
}

/** Marked in order of their ids, so that two who mark the same ones wait for each other in one order. */
const KEEP = `
  with given as (
    select * from jsonb_to_recordset($2::jsonb) as f(id uuid, "interactionId" uuid, hlc text, at bigint, type text, version int,
      owner text, aggregate text, seq bigint, cause uuid, data jsonb)
  ), kept as (
    insert into life (tenant, id, interaction_id, hlc, at, type, version, owner, aggregate, seq, cause, data)
    select $1, id, "interactionId", hlc, at, type, version, owner, aggregate, seq, cause, data from given
    on conflict do nothing)
  insert into refold (tenant, interaction_id) select distinct $1, "interactionId" from given order by 2
  on conflict (tenant, interaction_id) do update set marked = clock_timestamp()`;

const CHANGE = `
  insert into agent_change (tenant, id, agent_id, at, hlc, kind, value)
  select $1, id, agent, at, hlc, kind, value
  from jsonb_to_recordset($2::jsonb) as c(id uuid, agent uuid, at bigint, hlc text, kind text, value text)
  on conflict do nothing`;
