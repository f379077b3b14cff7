import { Injectable } from '@nestjs/common';
import type { SiteUser } from '#common/auth/decorators.js';
import { Bus } from '#common/bus/bus.js';
import { Clock } from '#common/clock/clock.js';
import { directoryFacts, sessionEnded, signInEnded } from '#common/contracts/directory.js';
import { Database, type Tx } from '#common/db/database.js';
import { Ledger } from '#common/ledger/ledger.js';

/** How long a sign-in that ended, and its desktop, can still be looked up, ms. */
const KEPT_MS = 30 * 86_400_000;

export type EndReason = 'signed-out' | 'reused' | 'disabled' | 'expired';

interface Ended {
  signIn: string;
  userId: string;
  desks: string[];
}

/** Ends sign-ins and the desktops that hang on them. Ending one that is over is no error. */
@Injectable()
export class SignOut {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly ledger: Ledger,
    private readonly bus: Bus,
  ) {}

  async end(user: Pick<SiteUser, 'tenant' | 'session'>, reason: EndReason): Promise<void> {
    const ended = await this.db.inTenant(user.tenant, (tx) => this.endIn(tx, user.tenant, user.session, reason));
    this.tell(user.tenant, ended);
  }

  /** Every open sign-in of a user, in the transaction that disables her; the answer is to be told after the commit. */
  async endAllIn(tx: Tx, tenant: string, userId: string): Promise<Ended[]> {
    const { rows } = await tx.query<{ id: string }>('select id from sign_in where user_id = $1 and ended_at is null', [
      userId,
    ]);
    const all: (Ended | undefined)[] = [];
    for (const { id } of rows) all.push(await this.endIn(tx, tenant, id, 'disabled'));
    return all.filter((e) => e !== undefined);
  }

  /** Sign-ins that nobody renewed in time. */
  async sweep(tenant: string): Promise<void> {
    const { rows } = await this.db.inTenant(tenant, (tx) =>
      tx.query<{ id: string }>('select id from sign_in where ended_at is null and expires_at <= $1 limit 500', [
        this.clock.now(),
      ]),
    );
    for (const { id } of rows) await this.end({ tenant, session: id }, 'expired');
  }

  /** Removes what decides nothing any more: expired refresh tokens, and sign-ins and desktops that ended long ago. The ledger keeps that they were. */
  async forget(tenant: string): Promise<void> {
    const now = this.clock.now();
    await this.db.inTenant(tenant, async (tx) => {
      await tx.query('delete from refresh_token where expires_at <= $1', [now]);
      await tx.query('delete from sign_in where ended_at <= $1', [now - KEPT_MS]);
      const desks = await tx.query<{ session: string }>(
        'delete from desk_session where ended_at <= $1 returning session',
        [now - KEPT_MS],
      );
      await tx.query('delete from desk_session_tenant where session = any($1)', [desks.rows.map((d) => d.session)]);
    });
  }

  /** Desktops and phones hear of it at once where the bus is up; where it is not, tickets end within minutes. */
  tell(tenant: string, ended: Ended | undefined): void {
    if (!ended) return;
    const { signIn, userId: agentId } = ended;
    for (const session of ended.desks) this.bus.publish(sessionEnded, { tenant, session, agentId });
    this.bus.publish(signInEnded, { tenant, signIn, agentId });
  }

  private async endIn(tx: Tx, tenant: string, session: string, reason: EndReason): Promise<Ended | undefined> {
    const now = this.clock.now();
    const { rows } = await tx.query<{ user_id: string }>(
      'update sign_in set ended_at = $2, end_reason = $3 where id = $1 and ended_at is null returning user_id',
      [session, now, reason],
    );
    const userId = rows[0]?.user_id;
    if (!userId) return undefined;
    const desks = await tx.query<{ session: string }>(
      'update desk_session set ended_at = $2 where sign_in = $1 and ended_at is null returning session',
      [session, now],
    );
    const facts = this.ledger.facts();
    facts.add(directoryFacts.signedOut, { about: session, at: now }, { session, agentId: userId, at: now });
    await this.ledger.append(tx, tenant, facts);
    return { signIn: session, userId, desks: desks.rows.map((d) => d.session) };
  }
}
