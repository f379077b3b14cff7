import type { Exclusion } from '#common/contracts/words.js';
import type { LedgerRow } from '#common/ledger/row.js';
import { type Histories, thenOf } from './histories.js';
import type { Change, KeptOut, Moment } from './moments.js';

type Out = { why: Exclusion; agents: string[]; more: number };
/** Changes told under one moment; who waits for an hour has seen enough by then. */
const MOST_CHANGES = 100;

/** Ids of the customer are left behind: the explanation is of the contact, and stays when she goes. */
const TOLD = [
  ...['queueId', 'toQueueId', 'agentId', 'chosen', 'reservationId', 'ticketOf', 'byInteractionId', 'kind', 'external'],
  ...['reason', 'by', 'cause', 'to', 'outcome', 'rule', 'measured', 'over', 'attempt', 'attempts', 'dueAt', 'nextAt'],
  ...['strategy', 'preferred', 'ring', 'restUntil', 'position', 'first', 'priority', 'version', 'fits'],
  ...['arrivedAt', 'waited', 'rang', 'talk', 'held', 'wrap', 'dispositionId'],
];
const toldOf = (data: Record<string, unknown>) =>
  Object.fromEntries(TOLD.filter((key) => data[key] !== undefined).map((key) => [key, data[key]]));

const DECIDED = 'routing.decided';
const isOffer = (row: LedgerRow) => row.type === DECIDED && row.data['chosen'] !== null;
export const outOf = (row: LedgerRow): Out[] => (row.type === DECIDED ? ((row.data['out'] ?? []) as Out[]) : []);

/** Every agent whom the decisions name: chosen or kept out. */
export const agentsIn = (rows: readonly LedgerRow[]): string[] =>
  [
    ...new Set(
      rows.flatMap((row) =>
        [...outOf(row).flatMap((o) => o.agents), row.data['chosen'], row.data['agentId']].filter(Boolean),
      ),
    ),
  ] as string[];

/**
 * From the facts of one interaction, in their order, to moments: each decision with what its agents did then. An offer and the
 * reservation that it made are one moment; an offer of before there were reasons is told without.
 */
export function fold(rows: readonly LedgerRow[], histories: Histories): Moment[] {
  const moments: Moment[] = [];
  for (const [n, row] of rows.entries()) {
    const decided = decisionFor(row, moments);
    if (decided >= 0) moments[decided] = reserved(moments[decided]!, row);
    else moments.push(momentOf(row, rows.slice(n + 1), histories));
  }
  return moments;
}

/** The offer that made this reservation; -1 when the row is none, or was made without a decision (a transfer, or long ago). */
const decisionFor = (row: LedgerRow, moments: readonly Moment[]): number =>
  row.type !== 'reservation.created'
    ? -1
    : moments.findLastIndex(
        (m) =>
          m.what === 'offered' &&
          m.interactionId === row.interaction_id &&
          m.data['chosen'] === row.data['agentId'] &&
          m.data['reservationId'] === undefined,
      );
const reserved = (m: Moment, { data: { reservationId, kind, expiresAt } }: LedgerRow): Moment => ({
  ...m,
  data: { ...m.data, reservationId, kind, expiresAt },
});

function momentOf(row: LedgerRow, later: readonly LedgerRow[], histories: Histories): Moment {
  const { id, at } = row;
  const base = { id, at, interactionId: row.interaction_id! };
  const data = toldOf(row.data);
  if (row.type !== DECIDED) return { ...base, what: row.type, data };
  const out: KeptOut[] = outOf(row).map(({ why, agents, more }) => ({
    why,
    agents: agents.map((agent) => thenOf(histories, agent, at)),
    more,
  }));
  if (isOffer(row)) return { ...base, what: 'offered', data, out };
  const until = later.find((next) => next.interaction_id === row.interaction_id)?.at ?? Number.POSITIVE_INFINITY;
  return { ...base, what: 'waits', data, out, changes: changes(row, until, histories) };
}

function changes(row: LedgerRow, until: number, histories: Histories): Change[] {
  const all: Change[] = [];
  for (const agentId of outOf(row).flatMap((o) => o.agents))
    for (const { at, status, work, took } of histories.get(agentId) ?? [])
      if (at > row.at && at < until)
        all.push({ at, agentId, ...(status ? { status } : {}), ...(work ? { work } : {}), ...(took ? { took } : {}) });
  return all.sort((a, b) => a.at - b.at).slice(0, MOST_CHANGES);
}
