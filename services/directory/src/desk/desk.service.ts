import { Inject, Injectable } from '@nestjs/common';
import type { SiteUser } from '#common/auth/decorators.js';
import { Clock } from '#common/clock/clock.js';
import { CONFIG } from '#common/config/config.js';
import { Database } from '#common/db/database.js';
import { token } from '#common/ids/ids.js';
import type { Config } from '../config.js';
import { sessionOver } from '../sign-in/sign-in.errors.js';
import { TokenSigner } from '../sign-in/tokens.js';
import { deskElsewhere, deskGone } from './desk.errors.js';
import { type Desk, findDesk, insertDesk, nextEpoch, takeOver } from './desk.store.js';

/** What a page needs in order to reach its gateway. Times in milliseconds since the epoch. */
export interface DeskTicket extends Desk {
  gateway: string;
  ticket: string;
  ticketExpiresAt: number;
}

/** Desktop sessions: which window of which sign-in is an agent's desktop, where, and for the how-manieth time. */
@Injectable()
export class DeskService {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly signer: TokenSigner,
  ) {}

  /** An agent has one desktop: a reload finds it again, a second window takes it over. The newest epoch wins. */
  async open(user: SiteUser): Promise<DeskTicket> {
    const desk = await this.db.inTenant(user.tenant, async (tx) => {
      const { rows } = await tx.query('select 1 from sign_in where id = $1 and ended_at is null for share', [
        user.session,
      ]);
      if (rows.length === 0) throw sessionOver();
      const epoch = await nextEpoch(tx, user.id);
      const mine = await takeOver(tx, user, this.config.place, epoch);
      if (mine) return mine;
      const fresh = { session: token(), place: this.config.place, epoch };
      await insertDesk(tx, user, fresh, this.clock.now());
      return fresh;
    });
    return this.withTicket(desk);
  }

  /** A ticket for one more attachment of a desktop that is still this sign-in's. */
  async renew(user: SiteUser, session: string): Promise<DeskTicket> {
    const desk = await this.db.inTenant(user.tenant, async (tx) => {
      const found = await findDesk(tx, session);
      if (!found || found.agentId !== user.id) throw deskGone();
      const epoch = await nextEpoch(tx, user.id);
      const { rowCount } = await tx.query(
        'update desk_session set epoch = $2 where session = $1 and sign_in = $3 and ended_at is null',
        [session, epoch, user.session],
      );
      if (rowCount === 0) throw deskElsewhere();
      return { session, place: found.place, epoch };
    });
    return this.withTicket(desk);
  }

  private async withTicket(desk: Desk): Promise<DeskTicket> {
    const { token: ticket, expiresAt } = await this.signer.ticket({ ...desk, jti: token() }, this.clock.now());
    return { ...desk, gateway: this.config.gatewayUrl, ticket, ticketExpiresAt: expiresAt };
  }
}
