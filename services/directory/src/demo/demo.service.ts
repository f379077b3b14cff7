import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock } from '#common/clock/clock.js';
import { CONFIG } from '#common/config/config.js';
import { Database, type Tx } from '#common/db/database.js';
import { describeError } from '#common/errors/errors.js';
import { uuidv7 } from '#common/ids/ids.js';
import { Lifecycle } from '#common/lifecycle.js';
import { log } from '#common/log/log.js';
import type { Config } from '../config.js';
import { hashPassword, randomPassword } from '../passwords/passwords.js';
import { ConfigChange } from '../setup/change.service.js';
import { idOf, type Kind } from '../setup/setup.js';
import { putItem } from '../setup/setup.store.js';
import { insertUser } from '../users/users.store.js';
import { type DemoUser, demoSetup, demoUsers, robots } from './demo.data.js';
import { type DemoSignIn, readSignIns, writeSignIns } from './sign-ins.file.js';

type Made = DemoUser & { password: string; hash: string };

/** Fills an empty installation so that a newcomer can call at once. Never touches a tenant that has users of its own. */
@Injectable()
export class Demo implements OnApplicationBootstrap {
  private readonly log = log('demo');

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly change: ConfigChange,
    private readonly lifecycle: Lifecycle,
  ) {}

  onApplicationBootstrap(): void {
    if (this.config.demo) void this.lifecycle.schema.then(() => this.untilSeeded());
  }

  private async untilSeeded(): Promise<void> {
    for (;;) {
      try {
        return await this.seed();
      } catch (error) {
        this.log.warn(describeError(error), 'demonstration data not written yet');
        await new Promise((r) => setTimeout(r, 1000).unref());
      }
    }
  }

  /** What is missing of the demonstration. The file is written before the commit: a password that nobody can read would be lost for good. */
  async seed(): Promise<void> {
    const { tenant, demoSignInsFile: file } = this.config;
    if (!file)
      throw new Error('SPILLWAY_DEMO is true, but SPILLWAY_DEMO_SIGN_INS_FILE does not say where the sign-ins go');
    const there = await this.usersThere();
    const known = await readSignIns(file);
    const foreign = there.size > 0 && !there.has(demoUsers[0]!.user);
    if (foreign) return this.log.info('the tenant has users of its own: no demonstration data');
    const made = await this.make(there);
    if (made.length === 0) return;
    await this.change.make(
      tenant,
      null,
      async (tx) => {
        if (there.size === 0) await putSetup(tx, tenant);
        for (const u of made) await insertUser(tx, tenant, uuidv7(this.clock.now()), userOf(u), u.hash);
        await writeSignIns(file, merged(known, made));
      },
      { how: 'first' },
    );
    this.log.info({ users: made.length }, 'demonstration data written');
  }

  private async usersThere(): Promise<Set<string>> {
    const { rows } = await this.db.inTenant(this.config.tenant, (tx) =>
      tx.query<{ user_name: string }>('select user_name from users'),
    );
    return new Set(rows.map((r) => r.user_name));
  }

  private async make(there: ReadonlySet<string>): Promise<Made[]> {
    const missing = (users: readonly DemoUser[]) => users.filter((u) => !there.has(u.user));
    const people = await Promise.all(missing(demoUsers).map(async (u) => withPassword(u, randomPassword())));
    const machines = missing(robots(this.config.demoAgents, this.config.demoPhone));
    if (machines.length === 0) return people;
    // Machines of one load test share a password: hashing a thousand of them would take longer than the test's set-up.
    const shared = await withPassword(machines[0]!, randomPassword());
    return [...people, ...machines.map((m) => ({ ...shared, ...m }))];
  }
}

const withPassword = async (u: DemoUser, password: string): Promise<Made> => ({
  ...u,
  password,
  hash: await hashPassword(password),
});

const userOf = (u: DemoUser) => ({
  ...u,
  roles: [...u.roles],
  skills: { ...u.skills },
  languages: [...u.languages],
  disabled: false,
});

function merged(known: readonly DemoSignIn[], made: readonly Made[]): DemoSignIn[] {
  const fresh = new Set(made.map((m) => m.user));
  return [
    ...known.filter((k) => !fresh.has(k.user)),
    ...made.map(({ user, password, roles }) => ({ user, password, roles })),
  ];
}

async function putSetup(tx: Tx, tenant: string): Promise<void> {
  for (const kind of Object.keys(demoSetup) as Kind[])
    for (const item of demoSetup[kind]) await putItem(tx, tenant, kind, idOf(item), item);
}
