import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { eventually } from '../eventually.mjs';

/** Who keeps a ledger. */
const LEDGERS = ['telephony', 'routing', 'recording', 'customers', 'directory'];

/**
 * What is in the database, read past row-level security.
 * @param {{ home: string, run: () => any, engine: (name: string) => any }} spillway
 */
export function databaseWitness(spillway) {
  /** @type {pg.Pool | undefined} */
  let pool;
  const open = () => {
    if (pool) return pool;
    const password = readFileSync(join(spillway.home, 'secrets/postgresql-spillway_admin.password'), 'utf8').trim();
    const [host, port] = spillway.engine('postgresql').address.split(':');
    pool = new pg.Pool({ host, port: Number(port), user: 'spillway_admin', password, database: 'spillway', max: 2 });
    pool.on('error', () => {});
    return pool;
  };
  const self = {
    /** @param {string} sql @param {unknown[]} [values] @returns {Promise<any[]>} */
    query: async (sql, values = []) => (await open().query(sql, values)).rows,
    /** All facts about one interaction, of every service, in the order they happened. @param {string} interactionId */
    async facts(interactionId) {
      const all = await Promise.all(
        LEDGERS.map((service) =>
          self.query(
            `select '${service}' as owner, type, data, seq from ${service}.ledger where interaction_id = $1 order by at, seq`,
            [interactionId],
          ),
        ),
      );
      return all.flat();
    },
    /** The facts once one of this type is among them. @param {string} interactionId @param {string} type @param {number} [within] */
    factsUntil: (interactionId, type, within = 10_000) =>
      eventually(
        async () => {
          const facts = await self.facts(interactionId);
          return facts.some((fact) => fact.type === type) && facts;
        },
        { within, what: `${type} of ${interactionId} in the ledger` },
      ),
    close: async () => {
      await pool?.end();
      pool = undefined;
    },
  };
  return self;
}
