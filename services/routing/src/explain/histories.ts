import type { Tx } from '#common/db/database.js';
import type { AgentThen } from './moments.js';

/** One change of an agent's status or work, in the order of her facts. */
export interface Step {
  readonly seq: number;
  readonly at: number;
  readonly status: string | null;
  readonly work: string | null;
  readonly reservation: string | null;
  /** The interaction that her reservation was for. */
  took?: string;
}
export type Histories = ReadonlyMap<string, readonly Step[]>;

/** Facts of one agent read at a time; most often the first so many hold both, her status and her work. */
const PAGE = 40;
/** How many pages are looked through for a status that was chosen long before. */
const MOST_PAGES = 25;

/**
 * What these agents did between two times, and the last that is known of each from before. Her facts are numbered in the order
 * of time, so the last one of that span is found by halving: no index by time has to be paid for with every fact written.
 */
export async function readHistories(
  tx: Tx,
  tenant: string,
  agents: readonly string[],
  from: number,
  to: number,
): Promise<Histories> {
  const found = new Map<string, Step[]>(agents.map((id) => [id, []]));
  let open = await lastBefore(tx, tenant, agents, to);
  for (let page = 0; page < MOST_PAGES && open.size > 0; page++) {
    const { rows } = await tx.query<Step & { agent: string }>(PAGE_OF, [
      tenant,
      [...open.keys()],
      [...open.values()],
      PAGE,
    ]);
    const next = new Map<string, number>();
    for (const [agent, steps] of Map.groupBy(rows, (r) => r.agent)) {
      const all = found.get(agent)!;
      all.unshift(...steps);
      const before = all.filter((s) => s.at <= from);
      if (steps[0]!.seq > 1 && !(before.some((s) => s.status) && before.some((s) => s.work)))
        next.set(agent, steps[0]!.seq - 1);
    }
    open = next;
  }
  await nameTaken(tx, tenant, found, from);
  return found;
}

/** What she did at `at`, as the last facts before it say. */
export function thenOf(histories: Histories, id: string, at: number): AgentThen {
  const steps = histories.get(id) ?? [];
  const status = steps.findLast((s) => s.at <= at && s.status !== null);
  const work = steps.findLast((s) => s.at <= at && s.work !== null);
  return {
    id,
    status: status?.status ?? null,
    statusSince: status?.at ?? null,
    work: work?.work ?? null,
    workSince: work?.at ?? null,
  };
}

/** Number of each agent's last fact at or before `at`; who has none is missing. */
async function lastBefore(tx: Tx, tenant: string, agents: readonly string[], at: number): Promise<Map<string, number>> {
  const { rows } = await tx.query<{ agent: string; seq: number }>(LAST, [tenant, agents]);
  const spans = new Map(rows.map(({ agent, seq }) => [agent, { low: 0, high: seq }]));
  for (;;) {
    const open = [...spans]
      .filter(([, s]) => s.low < s.high)
      .map(([agent, s]) => ({ agent, s, mid: Math.ceil((s.low + s.high) / 2) }));
    if (open.length === 0) break;
    const times = await tx.query<{ agent: string; at: number }>(TIMES, [
      tenant,
      open.map((o) => o.agent),
      open.map((o) => o.mid),
    ]);
    const atOf = new Map(times.rows.map((r) => [r.agent, r.at]));
    for (const { agent, s, mid } of open) {
      if ((atOf.get(agent) ?? 0) <= at) s.low = mid;
      else s.high = mid - 1;
    }
  }
  return new Map([...spans].filter(([, s]) => s.low > 0).map(([agent, s]) => [agent, s.low]));
}

/** Whom those who were given work during the span were given. */
async function nameTaken(tx: Tx, tenant: string, found: Map<string, Step[]>, from: number): Promise<void> {
  const taken = [...found.values()]
    .flat()
    .filter((s) => s.work === 'reserved' && s.reservation !== null && s.at >= from);
  if (taken.length === 0) return;
  const { rows } = await tx.query<{ id: string; took: string }>(TAKEN, [
    tenant,
    taken.map((s) => `reservation:${s.reservation}`),
  ]);
  const tookOf = new Map(rows.map((r) => [r.id, r.took]));
  for (const step of taken) {
    const took = tookOf.get(`reservation:${step.reservation}`);
    if (took) step.took = took;
  }
}

const LAST = `
  select a as agent, l.seq from unnest($2::text[]) a
  cross join lateral (select seq from ledger where tenant = $1 and aggregate = 'agent:' || a order by seq desc limit 1) l`;
const TIMES = `
  select w.agent, l.at from unnest($2::text[], $3::bigint[]) as w(agent, seq)
  join ledger l on l.tenant = $1 and l.aggregate = 'agent:' || w.agent and l.seq = w.seq`;
const PAGE_OF = `
  select w.agent, l.seq, l.at, l.data->>'status' as status, l.data->>'workState' as work, l.data->>'reservationId' as reservation
  from unnest($2::text[], $3::bigint[]) as w(agent, seq)
  join ledger l on l.tenant = $1 and l.aggregate = 'agent:' || w.agent and l.seq between w.seq - $4 + 1 and w.seq
  order by w.agent, l.seq`;
const TAKEN = `
  select aggregate as id, interaction_id as took from ledger where tenant = $1 and aggregate = any($2) and seq = 1`;
