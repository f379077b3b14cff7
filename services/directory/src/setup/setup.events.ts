import { Controller } from '@nestjs/common';
import { Serves } from '#common/bus/serves.js';
import type { ReplyOf, RequestOf } from '#common/contracts/contract.js';
import { configAt, configGet, namesGet } from '#common/contracts/directory.js';
import { Database } from '#common/db/database.js';
import { hasCode } from '#common/errors/errors.js';
import { readAgents, readSetup, readVersion } from './setup.store.js';
import { setupAt } from './versions.service.js';

/** What the other services ask: the set-up without names of people, and the names on their own. */
@Controller()
export class SetupEvents {
  constructor(private readonly db: Database) {}

  @Serves(configGet)
  async config({ tenant }: RequestOf<typeof configGet>): Promise<ReplyOf<typeof configGet>> {
    return this.db.inTenant(tenant, async (tx) => {
      // Version first: a change in between makes the answer look older than it is, and it is fetched again.
      const version = await readVersion(tx);
      const { queues, flows, entries, dispositions } = await readSetup(tx);
      const agents = await readAgents(tx);
      return {
        version,
        queues: [...queues],
        flows: [...flows],
        entries: [...entries],
        dispositions: [...dispositions],
        agents,
      };
    });
  }

  @Serves(configAt)
  async at({ tenant, version }: RequestOf<typeof configAt>): Promise<ReplyOf<typeof configAt>> {
    try {
      const { agents, queues } = await this.db.inTenant(tenant, (tx) => setupAt(tx, version));
      return { found: true, queues: [...queues], agents: agents.map((a) => ({ ...a, phoneUri: null })) };
    } catch (error) {
      if (hasCode(error, 'DIRECTORY.VERSION_UNKNOWN')) return { found: false, queues: [], agents: [] };
      throw error;
    }
  }

  @Serves(namesGet)
  async names({ tenant, agentIds }: RequestOf<typeof namesGet>): Promise<ReplyOf<typeof namesGet>> {
    const { rows } = await this.db.inTenant(tenant, (tx) =>
      tx.query<{ agentId: string; name: string }>(
        'select id as "agentId", display_name as name from users where id = any($1)',
        [agentIds],
      ),
    );
    return { names: rows };
  }
}
