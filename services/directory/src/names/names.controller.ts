import { Controller, Get } from '@nestjs/common';
import { type SiteUser, User } from '#common/auth/decorators.js';
import { Database } from '#common/db/database.js';
import { readSetup } from '../setup/setup.store.js';

type Names = Record<string, string>;
const byId = (items: readonly { id: string; name: string }[]): Names =>
  Object.fromEntries(items.map((i) => [i.id, i.name]));

/** Names for the ids that everything else speaks in, for anybody who is signed in. */
@Controller('api/v1/names')
export class NamesController {
  constructor(private readonly db: Database) {}

  @Get()
  async names(@User() user: SiteUser): Promise<{ agents: Names; queues: Names; dispositions: Names; teams: Names }> {
    return this.db.inTenant(user.tenant, async (tx) => {
      const { queues, dispositions, teams } = await readSetup(tx);
      // Those who have left and those who only listen too: past contacts and access lists name them.
      const { rows } = await tx.query<{ id: string; name: string }>('select id, display_name as name from users');
      return { agents: byId(rows), queues: byId(queues), dispositions: byId(dispositions), teams: byId(teams) };
    });
  }
}
