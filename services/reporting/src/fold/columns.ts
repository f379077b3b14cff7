import type { ContactRow, LegRow, VisitRow } from './rows.js';

/** Field of a row → column and its type. */
type Columns<Row> = { readonly [K in keyof Row]: readonly [name: string, type: string] };

const contact: Columns<ContactRow> = {
  interactionId: ['interaction_id', 'uuid'],
  medium: ['medium', 'text'],
  direction: ['direction', 'text'],
  node: ['node', 'text'],
  entry: ['entry', 'text'],
  language: ['language', 'text'],
  customerId: ['customer_id', 'uuid'],
  known: ['known', 'boolean'],
  startedAt: ['started_at', 'bigint'],
  endedAt: ['ended_at', 'bigint'],
  endPhase: ['end_phase', 'text'],
  endCause: ['end_cause', 'text'],
};
const visit: Columns<VisitRow> = {
  interactionId: ['interaction_id', 'uuid'],
  n: ['n', 'int'],
  queueId: ['queue_id', 'text'],
  enteredAt: ['entered_at', 'bigint'],
  leftAt: ['left_at', 'bigint'],
  outcome: ['outcome', 'text'],
  waitedMs: ['waited_ms', 'bigint'],
  returned: ['returned', 'boolean'],
  reservationId: ['reservation_id', 'uuid'],
};
const leg: Columns<LegRow> = {
  interactionId: ['interaction_id', 'uuid'],
  reservationId: ['reservation_id', 'uuid'],
  agentId: ['agent_id', 'uuid'],
  queueId: ['queue_id', 'text'],
  kind: ['kind', 'text'],
  external: ['external', 'boolean'],
  fromReservationId: ['from_reservation_id', 'uuid'],
  offeredAt: ['offered_at', 'bigint'],
  outcome: ['outcome', 'text'],
  reason: ['reason', 'text'],
  acceptedAt: ['accepted_at', 'bigint'],
  rangMs: ['rang_ms', 'bigint'],
  talkMs: ['talk_ms', 'bigint'],
  heldMs: ['held_ms', 'bigint'],
  wrapMs: ['wrap_ms', 'bigint'],
  talkEndedAt: ['talk_ended_at', 'bigint'],
  endReason: ['end_reason', 'text'],
  completedAt: ['completed_at', 'bigint'],
  dispositionId: ['disposition_id', 'text'],
};

/** A statement that replaces rows by their key: `$1` tenant, `$2` the rows as a JSON array. */
function upsert<Row>(table: string, columns: Columns<Row>, key: string): string {
  const all = Object.entries(columns) as [string, readonly [string, string]][];
  const names = all.map(([, [name]]) => name);
  return `insert into ${table} (tenant, ${names.join(', ')})
    select $1, ${all.map(([field]) => `r."${field}"`).join(', ')}
    from jsonb_to_recordset($2::jsonb) as r(${all.map(([field, [, type]]) => `"${field}" ${type}`).join(', ')})
    on conflict (tenant, ${key}) do update set ${names.map((n) => `${n} = excluded.${n}`).join(', ')}`;
}

export const UPSERT = {
  contact: upsert('contact', contact, 'interaction_id'),
  visit: upsert('visit', visit, 'interaction_id, n'),
  leg: upsert('leg', leg, 'reservation_id'),
};

const select = <Row>(columns: Columns<Row>) =>
  (Object.entries(columns) as [string, readonly [string, string]][])
    .map(([field, [name]]) => `${name} as "${field}"`)
    .join(', ');
export const SELECT = { contact: select(contact), visit: select(visit), leg: select(leg) };
