import { Injectable } from '@nestjs/common';
import type { SiteUser } from '#common/auth/decorators.js';
import { Clock } from '#common/clock/clock.js';
import { Database, type Tx } from '#common/db/database.js';
import { uuidv7 } from '#common/ids/ids.js';
import { hashPassword } from '../passwords/passwords.js';
import { ConfigChange } from '../setup/change.service.js';
import { readSetup } from '../setup/setup.store.js';
import { SignOut } from '../sign-in/sign-out.service.js';
import type { ListedUser, UserForm } from './user.js';
import { lastIt, unknownTeam, userGone, userNameTaken } from './users.errors.js';
import { findUser, insertUser, listUsers, nameTaken, updateUser } from './users.store.js';

const PEOPLE = { how: 'people' } as const;

/** The people inside. Nobody is removed, for past contacts name them; who left is disabled. */
@Injectable()
export class UsersService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly change: ConfigChange,
    private readonly signOut: SignOut,
  ) {}

  list(tenant: string): Promise<ListedUser[]> {
    return this.db.inTenant(tenant, listUsers);
  }

  async me(user: SiteUser): Promise<ListedUser> {
    const me = await this.db.inTenant(user.tenant, (tx) => findUser(tx, user.id));
    if (!me) throw userGone();
    return me;
  }

  async create(by: SiteUser, { password, ...form }: UserForm & { password: string }): Promise<ListedUser> {
    const id = uuidv7(this.clock.now());
    const hash = await hashPassword(password);
    await this.change.make(
      by.tenant,
      by,
      async (tx) => {
        await this.needTeam(tx, form.team);
        if (!(await insertUser(tx, by.tenant, id, form, hash))) throw userNameTaken();
      },
      PEOPLE,
    );
    return { id, ...form };
  }

  /** A new password, other roles or `disabled` end her sign-ins at once, where they are verified offline within minutes. */
  async replace(
    by: SiteUser,
    id: string,
    { password, ...form }: UserForm & { password?: string | undefined },
  ): Promise<ListedUser> {
    const hash = password === undefined ? null : await hashPassword(password);
    const ended = await this.change.make(
      by.tenant,
      by,
      async (tx) => {
        const before = await findUser(tx, id);
        if (!before) throw userGone();
        if (before.team !== form.team) await this.needTeam(tx, form.team);
        if (await nameTaken(tx, form.user, id)) throw userNameTaken();
        await updateUser(tx, id, form, hash);
        await this.needIt(tx);
        const less = form.disabled || hash !== null || before.roles.some((r) => !form.roles.includes(r));
        return less ? this.signOut.endAllIn(tx, by.tenant, id) : [];
      },
      PEOPLE,
    );
    for (const e of ended) this.signOut.tell(by.tenant, e);
    return { id, ...form };
  }

  private async needTeam(tx: Tx, team: string): Promise<void> {
    if (!(await readSetup(tx)).teams.some((t) => t.id === team)) throw unknownTeam();
  }

  /** An installation that nobody can administer could be helped only by hand in the database. */
  private async needIt(tx: Tx): Promise<void> {
    const { rows } = await tx.query(`select 1 from users where 'it' = any(roles) and not disabled limit 1`);
    if (rows.length === 0) throw lastIt();
  }
}
