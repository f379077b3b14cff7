import { interactionId } from '../../support/witness/asterisk.mjs';

const ONCE = ['interaction.started', 'interaction.ended'];

/**
 * Every caller once, as each witness has her.
 * @param {import('../../support/spillway.mjs').Spillway} spillway
 * @param {{ from: number, casualties: Set<string> }} since casualties: interactions whose Asterisk was killed under them
 */
export async function account(spillway, { from, casualties }) {
  const { query } = spillway.database;
  const seen = new Set(
    spillway.asterisk
      .cdr()
      .filter((row) => row.dcontext === 'from-outside' && Number(row.start) * 1000 >= from - 2000)
      .map((row) => interactionId(row.node, row.uniqueid)),
  );
  // Who came between the last look at an Asterisk and its kill is in none of both; its event log has her.
  const begun = spillway.asterisk
    .cel()
    .filter(
      (row) => row.type === 'CHAN_START' && row.context === 'from-outside' && Number(row.at) * 1000 >= from - 2000,
    )
    .map((row) => interactionId(row.node, row.uniqueid));
  const callers = new Set([...seen, ...casualties, ...begun]);
  /** @type {Map<string, Record<string, number>>} */
  const facts = new Map();
  for (const service of ['telephony', 'routing'])
    for (const { id, type, n } of await query(
      `select interaction_id as id, type, count(*)::int as n from ${service}.ledger where at >= $1 and interaction_id is not null group by 1, 2`,
      [from],
    ))
      facts.set(id, { ...facts.get(id), [type]: n });
  const wrong = [...callers].filter((id) => ONCE.some((type) => facts.get(id)?.[type] !== 1));
  const unknown = [...facts].filter(([id, f]) => f['interaction.started'] && !callers.has(id)).map(([id]) => id);
  const lines = [...facts].filter(([, f]) => (f['queue.entered'] ?? 0) !== (f['queue.left'] ?? 0)).map(([id]) => id);
  const reported = await query(
    'select interaction_id as id, count(*)::int as n from reporting.contact where started_at >= $1 group by 1',
    [from],
  );
  const inReport = new Set(reported.map((row) => row.id));
  return {
    inCdr: seen.size,
    casualties: casualties.size,
    casualtiesWithCdr: [...casualties].filter((id) => seen.has(id)).length,
    callers: callers.size,
    inLedger: [...callers].filter((id) => facts.get(id)?.['interaction.started'] === 1).length,
    inReport: [...callers].filter((id) => inReport.has(id)).length,
    notOnceInLedger: wrong,
    notOnceInReport: [...callers].filter((id) => !inReport.has(id)),
    unknownToAsterisk: unknown,
    enteredButNotLeft: lines,
  };
}
