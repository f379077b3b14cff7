import { Controller } from '@nestjs/common';
import { Serves } from '#common/bus/serves.js';
import type { ReplyOf, RequestOf } from '#common/contracts/contract.js';
import { sessionGet } from '#common/contracts/directory.js';
import { Database } from '#common/db/database.js';
import { findDesk } from './desk.store.js';

/** crossing asks whose desktop a session is. */
@Controller()
export class DeskEvents {
  constructor(private readonly db: Database) {}

  @Serves(sessionGet)
  async session({ session }: RequestOf<typeof sessionGet>): Promise<ReplyOf<typeof sessionGet>> {
    const [owner] = await this.db.query<{ tenant: string }>(
      'select tenant from desk_session_tenant where session = $1',
      [session],
    );
    const desk = owner && (await this.db.inTenant(owner.tenant, (tx) => findDesk(tx, session)));
    if (!desk) return { found: false };
    return { found: true, tenant: owner.tenant, agentId: desk.agentId, epoch: desk.epoch, place: desk.place };
  }
}
