/**
 * Holds what happened against those who saw it themselves: Asterisk’s CDR on one side, the ledger on the other.
 * @param {import('./spillway.mjs').Spillway} spillway
 * @param {number} since milliseconds
 */
export async function holdAgainstWitnesses(spillway, since) {
  const callers = spillway.asterisk
    .cdr()
    .filter((row) => row.dcontext === 'from-outside' && Number(row.start) * 1000 >= since && row.userfield !== 'over-limit');
  // A channel has one record here for its first way through the dialplan; what follows belongs to the same call.
  const seen = new Map(callers.map((row) => [row.interactionId ?? row.uniqueid, row]));
  const [facts] = await spillway.database.query(
    `select count(*) filter (where type = 'interaction.started')::int started,
            count(distinct interaction_id) filter (where type = 'interaction.started')::int different,
            count(*) filter (where type = 'interaction.ended')::int ended,
            count(distinct interaction_id) filter (where type = 'interaction.ended')::int once
       from telephony.ledger where at >= $1`,
    [since],
  );
  const [talks] = await spillway.database.query(
    `select count(*) filter (where type = 'reservation.created')::int reserved,
            count(*) filter (where type = 'reservation.accepted')::int accepted,
            count(*) filter (where type = 'queue.entered')::int entered,
            count(*) filter (where type = 'queue.left')::int as left
       from routing.ledger where at >= $1`,
    [since],
  );
  const [recordings] = await spillway.database.query(
    `select count(*) filter (where type = 'recording.started')::int started,
            count(*) filter (where type = 'recording.stored')::int stored,
            count(*) filter (where type = 'recording.missing')::int missing
       from recording.ledger where at >= $1`,
    [since],
  );
  const open = await spillway.database.query(
    `select s.interaction_id from telephony.ledger s where s.type = 'interaction.started' and s.at >= $1
       and not exists (select 1 from telephony.ledger e where e.interaction_id = s.interaction_id and e.type = 'interaction.ended')`,
    [since],
  );
  return { cdr: seen.size, facts, talks, recordings, open: open.map((row) => row.interaction_id) };
}
