import { Injectable } from '@nestjs/common';
import type { Envelope } from '#common/contracts/ledger.js';
import { routingFacts } from '#common/contracts/routing.js';
import { telephonyFacts } from '#common/contracts/telephony.js';
import type { Tx } from '#common/db/database.js';
import { OnFacts } from '#common/ledger/on-fact.js';

/**
 * What the facts of others say of talks: whose and for which queue, for segments that were found in Asterisk while
 * nobody could tell; and when they were, for those that no keeper saw.
 */
@Injectable()
export class TalksEvents {
  @OnFacts(routingFacts.reservationAccepted, telephonyFacts.bridged, telephonyFacts.unbridged)
  async take(facts: Envelope[], tx: Tx): Promise<void> {
    const tenant = facts[0]!.tenant;
    const talks = [...Map.groupBy(facts, (e) => e.data['reservationId'] as string)].map(([id, own]) => talkOf(id, own));
    const values = [tenant, JSON.stringify(talks)];
    await tx.query(NOTE, values);
    if (talks.some((talk) => talk.accepted)) await tx.query(OWNER, values);
  }
}

function talkOf(id: string, facts: readonly Envelope[]) {
  const first = <T>(of: (e: Envelope) => unknown) => facts.map(of).find((v) => v !== null && v !== undefined) as T;
  const times = (type: string) => facts.filter((e) => e.type === type).map((e) => e.data['at'] as number);
  const [from, to] = [times(telephonyFacts.bridged.type), times(telephonyFacts.unbridged.type)];
  return {
    id,
    interaction: first<string>((e) => e.data['interactionId']),
    agent: first<string | undefined>((e) => e.data['agentId']),
    queue: first<string | undefined>((e) => e.data['queueId']),
    accepted: facts.some((e) => e.type === routingFacts.reservationAccepted.type),
    from: from[0] ?? to[0],
    to: to.at(-1),
  };
}

const TALKS = `jsonb_to_recordset($2::jsonb) as t(id uuid, interaction uuid, agent uuid, queue text, accepted boolean, "from" bigint, "to" bigint)`;

/** An end that is heard of is looked at again, as its recording may have been missing until then. */
const NOTE = `
  insert into talk (tenant, reservation_id, interaction_id, agent_id, queue_id, from_at, to_at)
  select $1, id, interaction, agent, queue, "from", "to" from ${TALKS} order by id
  on conflict (tenant, reservation_id) do update set
    agent_id = coalesce(talk.agent_id, excluded.agent_id), queue_id = coalesce(talk.queue_id, excluded.queue_id),
    from_at = coalesce(talk.from_at, excluded.from_at), to_at = coalesce(excluded.to_at, talk.to_at),
    looked_at = case when excluded.to_at is null then talk.looked_at end`;

const OWNER = `
  update recording r set agent_id = coalesce(r.agent_id, t.agent), queue_id = coalesce(r.queue_id, t.queue)
  from ${TALKS} where t.accepted and r.tenant = $1 and r.reservation_id = t.id`;
