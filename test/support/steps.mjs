import { eventually } from './eventually.mjs';

/** What the ledger says of a call at this step that has not gone on yet. */
const LAST = {
  greeting: [`t.type = 'interaction.step' and t.data->>'phase' = 'greeting'`, 'telephony'],
  menu: [`t.type = 'interaction.step' and t.data->>'phase' = 'menu'`, 'telephony'],
  queue: [`t.type in ('queue.entered', 'queue.returned')`, 'routing'],
  ringing: [`t.type = 'reservation.created'`, 'routing'],
  talk: [`t.type = 'reservation.accepted'`, 'routing'],
  'wrap-up': [`t.type = 'reservation.talk-ended'`, 'routing'],
};
/** What would show that it has gone on. */
const GONE = {
  greeting: `('interaction.ended')`,
  menu: `('interaction.ended')`,
  queue: `('queue.left')`,
  ringing: `('reservation.accepted', 'reservation.rescinded', 'reservation.rejected', 'reservation.timeout')`,
  talk: `('reservation.talk-ended')`,
  'wrap-up': `('reservation.completed')`,
};

/**
 * Waits until some call is at a step, by the ledger, and gives its interaction.
 * @param {import('./spillway.mjs').Spillway} spillway
 * @param {string} step
 * @returns {Promise<string>}
 */
export function atStep(spillway, step) {
  const [is, owner] = LAST[/** @type {keyof typeof LAST} */ (step)];
  const gone = GONE[/** @type {keyof typeof GONE} */ (step)];
  const sql = `select t.interaction_id as id from ${owner}.ledger t
    where ${is} and t.at > $1 and t.interaction_id is not null
      and not exists (select 1 from ${owner}.ledger g where g.interaction_id = t.interaction_id and g.at >= t.at and g.type in ${gone})
      and not exists (select 1 from ${owner}.ledger g where g.interaction_id = t.interaction_id and g.at > t.at and ${is.replaceAll('t.', 'g.').replace("'greeting'", "'menu'")})
    order by t.at desc limit 1`;
  return eventually(async () => (await spillway.database.query(sql, [Date.now() - 20_000]))[0]?.id, {
    within: 60_000,
    what: `a call at ${step}`,
  });
}
