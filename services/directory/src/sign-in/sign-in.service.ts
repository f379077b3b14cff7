import { Inject, Injectable } from '@nestjs/common';
import type { SiteUser } from '#common/auth/decorators.js';
import { Clock } from '#common/clock/clock.js';
import { CONFIG } from '#common/config/config.js';
import { directoryFacts } from '#common/contracts/directory.js';
import type { Role } from '#common/contracts/words.js';
import { Database, type Tx } from '#common/db/database.js';
import { uuidv7 } from '#common/ids/ids.js';
import { Ledger } from '#common/ledger/ledger.js';
import { log } from '#common/log/log.js';
import { Gate } from '#common/work/gate.js';
import { Attempts } from '../attempts/attempts.service.js';
import type { Config } from '../config.js';
import { signIns } from '../metrics.js';
import { passwordMatches } from '../passwords/passwords.js';
import { refreshRefused, refreshReused, signInRefused } from './sign-in.errors.js';
import { type Account, accountByName, insertRefresh, insertSignIn, lockRefresh, markUsed } from './sign-in.store.js';
import { SignOut } from './sign-out.service.js';
import { newRefreshToken, refreshHash, refreshTenant, TokenSigner } from './tokens.js';

/** What a browser gets for a password or a refresh token. Times in milliseconds since the epoch. */
export interface Credentials {
  accessToken: string;
  expiresAt: number;
  refreshToken: string;
  user: { id: string; name: string; roles: Role[] };
}

/** Opens and renews sign-ins. */
@Injectable()
export class SignIn {
  /** Each check takes 19 MiB and a thread; the width also bounds how many guesses are in flight uncounted. */
  private readonly gate = new Gate(4);
  private readonly log = log('sign-in');

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly attempts: Attempts,
    private readonly signer: TokenSigner,
    private readonly signOut: SignOut,
    private readonly ledger: Ledger,
  ) {}

  /** Throws DIRECTORY.SIGN_IN_REFUSED (whatever of the two is wrong) or DIRECTORY.TOO_MANY_ATTEMPTS. */
  async signIn(tenant: string, userName: string, password: string, source: string): Promise<Credentials> {
    return this.gate.through(async () => {
      await this.attempts.charge(tenant, userName, source);
      const account = await this.db.inTenant(tenant, (tx) => accountByName(tx, userName));
      const right = await passwordMatches(account?.password ?? null, password);
      if (!account || !right || account.disabled) {
        signIns.inc({ outcome: 'refused' });
        throw signInRefused();
      }
      const credentials = await this.db.inTenant(tenant, async (tx) => {
        await this.attempts.forgive(tx, userName, source);
        return this.open(tx, tenant, account);
      });
      signIns.inc({ outcome: 'ok' });
      return credentials;
    });
  }

  /** A new pair for a refresh token. One that was used before ends the sign-in: somebody has a copy. */
  async refresh(token: string): Promise<Credentials> {
    const [tenant, hash, now] = [refreshTenant(token), refreshHash(token), this.clock.now()];
    if (!tenant) throw refreshRefused();
    const outcome = await this.db.inTenant(tenant, async (tx) => {
      const row = await lockRefresh(tx, hash);
      if (!row || row.endedAt !== null || row.expiresAt <= now) return 'refused';
      const user: SiteUser = { id: row.id, tenant, roles: row.roles, session: row.session };
      if (row.disabled) return { end: user, why: 'disabled' as const };
      if (row.usedAt !== null && now - row.usedAt > this.config.refreshLeewayMs)
        return { end: user, why: 'reused' as const };
      await markUsed(tx, hash, now);
      return this.renew(tx, user, row.name, now);
    });
    if (outcome === 'refused') throw refreshRefused();
    if (!('end' in outcome)) return outcome;
    await this.signOut.end(outcome.end, outcome.why);
    if (outcome.why === 'disabled') throw refreshRefused();
    this.log.warn(
      { userId: outcome.end.id, session: outcome.end.session },
      'a refresh token was used twice: sign-in ended',
    );
    throw refreshReused();
  }

  private async open(tx: Tx, tenant: string, account: Account): Promise<Credentials> {
    const now = this.clock.now();
    const user: SiteUser = { id: account.id, tenant, roles: account.roles, session: uuidv7(now) };
    await insertSignIn(tx, user, now, now + this.config.refreshMs);
    const facts = this.ledger.facts();
    facts.add(
      directoryFacts.signedIn,
      { about: user.session, at: now },
      { session: user.session, agentId: user.id, at: now },
    );
    await this.ledger.append(tx, tenant, facts);
    return this.renew(tx, user, account.name, now);
  }

  private async renew(tx: Tx, user: SiteUser, name: string, now: number): Promise<Credentials> {
    const refresh = newRefreshToken(user.tenant);
    await insertRefresh(tx, user, refresh.hash, now + this.config.refreshMs);
    const { token, expiresAt } = await this.signer.access(user, now);
    return {
      accessToken: token,
      expiresAt,
      refreshToken: refresh.token,
      user: { id: user.id, name, roles: user.roles },
    };
  }
}
