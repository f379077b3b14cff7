import { Controller } from '@nestjs/common';
import { Serves } from '#common/bus/serves.js';
import type { ReplyOf, RequestOf } from '#common/contracts/contract.js';
import { type AgentConfig, configGet, namesGet } from '#common/contracts/directory.js';
import { Database } from '#common/db/database.js';
import { readSetup, readVersion } from './setup.store.js';

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
      const { rows: agents } = await tx.query<AgentConfig>(
        `select id, team, skills, languages, phone_uri as "phoneUri" from users where 'agent' = any(roles) and not disabled order by id`,
      );
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
