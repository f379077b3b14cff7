/**
 * One batch in one statement. $1 tenant, $2 facts, $3 lease, $4 epoch, $5 the batch before, $6 this batch, $7 rows, $8 commands not acknowledged.
 * `turn` refuses a batch that is not the next one: whoever takes over names another, so a writer that lost the lease can land
 * nothing after that. `fence` stops it earlier; it takes no lock, because `turn` alone is what must not be passed by.
 * Without both nothing is written.
 */
export const COMMIT = `
with fence as (
  select 1 from lease where name = $3 and epoch = $4::bigint
), turn as (
  update writer set batch = $6, commands = $8::jsonb from fence where tenant = $1 and batch = $5 returning 1
), kept as (
  insert into record (tenant, kind, id, over_at, body)
  select $1, e.kind, e.id, e."overAt", e.body
  from turn, jsonb_to_recordset($7::jsonb) as e(kind text, id uuid, "overAt" bigint, body jsonb)
  on conflict (tenant, kind, id) do update set over_at = excluded.over_at, body = excluded.body
), told as (
  insert into ledger (tenant, id, type, version, aggregate, seq, hlc, at, cause, interaction_id, data)
  select $1, f.id, f.type, f.version, f.aggregate,
    coalesce((select max(l.seq) from ledger l where l.tenant = $1 and l.aggregate = f.aggregate), 0)
      + row_number() over (partition by f.aggregate order by e.n),
    f.hlc, f.at, f.cause, f."interactionId", f.data
  from turn, jsonb_array_elements($2::jsonb) with ordinality as e(fact, n),
    jsonb_to_record(e.fact) as f(id uuid, type text, version int, aggregate text, hlc text, at bigint, cause uuid, "interactionId" uuid, data jsonb)
  order by e.n
)
select count(*)::int as done from turn`;

/** Statements of a take-over, in one transaction. The writer's row stays locked by a batch on its way until that has ended. */
export const HOLD_LEASE = `select 1 from lease where name = $1 and epoch = $2::bigint for share`;
export const ENSURE_ROW = `insert into writer (tenant, batch) values ($1, '') on conflict (tenant) do nothing`;
export const LOCK_ROW = `select batch from writer where tenant = $1 for update`;
export const NAME_BATCH = `update writer set batch = $2 where tenant = $1`;

export const UNSAID = `select commands from writer where tenant = $1`;

/** $1 tenant, $2 older than this is not read. */
export const LOAD = `
select kind, id, over_at, body from record where tenant = $1 and (over_at is null or over_at > $2::bigint)`;
