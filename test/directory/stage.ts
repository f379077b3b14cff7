import { mkdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect } from '@jest/globals';
import pg from 'pg';
import { Bus } from '#common/bus/bus.js';
import { ManualClock } from '#common/clock/clock.js';
import { config } from '../../services/directory/src/config.js';
import type { DemoSignIn } from '../../services/directory/src/demo/sign-ins.file.js';
import { DirectoryModule } from '../../services/directory/src/directory.module.js';
import { makeSigningKeys } from '../../services/directory/src/keys/signing-keys.js';
import { First1700000000001 } from '../../services/directory/src/migrations/1700000000001-first.js';
import { Forgetting1700000000002 } from '../../services/directory/src/migrations/1700000000002-forgetting.js';
import { Versions1700000000003 } from '../../services/directory/src/migrations/1700000000003-versions.js';
import { type Booted, boot, http } from '../boot.js';
import { useEngines } from '../engines.js';

/** The whole service on real engines, with the demonstration's people in it. */
export function useDirectory() {
  // Before the engines go: hooks run in the order they are written.
  afterAll(() => directory?.close());
  const engines = useEngines();
  const clock = new ManualClock(Date.now());
  let directory: Booted;
  let signIns: DemoSignIn[];
  let start: () => Promise<Booted>;

  beforeAll(async () => {
    const dir = join(engines.dir, 'directory');
    mkdirSync(dir);
    const keys = makeSigningKeys(dir);
    const file = join(dir, 'sign-ins.json');
    start = async () => {
      const booted = await boot(engines, {
        name: 'directory',
        module: DirectoryModule,
        config,
        migrations: [First1700000000001, Forgetting1700000000002, Versions1700000000003],
        clock,
        env: {
          SPILLWAY_TOKEN_PRIVATE_KEY_FILE: keys.privateKeyFile,
          SPILLWAY_TOKEN_PUBLIC_KEYS_FILE: keys.publicKeysFile,
          SPILLWAY_GATEWAY_URL: 'ws://127.0.0.1:7401/desk',
          SPILLWAY_DEMO: 'true',
          SPILLWAY_DEMO_SIGN_INS_FILE: file,
          SPILLWAY_DEMO_AGENTS: '3',
          SPILLWAY_DEMO_PHONE: 'sip:{user}@127.0.0.3:5080',
        },
      });
      await until(async () => {
        signIns = JSON.parse(readFileSync(file, 'utf8'));
        return signIns.length === 11;
      });
      await until(async () => (await admin('select 1 from directory.users')).length >= 11);
      stage.url = booted.url;
      return booted;
    };
    directory = await start();
    stage.bus = new Bus(engines.connect('crossing'));
    await new Promise<void>((up) => stage.bus.connection.onOpen(() => up()));
    expect(statSync(file).mode & 0o777).toBe(0o600);
  }, 60_000);

  const until = async (there: () => Promise<boolean>) => {
    for (let tries = 0; ; tries++) {
      if (await there().catch(() => false)) return;
      if (tries === 200) throw new Error('did not happen within 10 s');
      await new Promise((r) => setTimeout(r, 50));
    }
  };
  const admin = async <R extends object>(sql: string, values: unknown[] = []): Promise<R[]> => {
    const client = new pg.Client(engines.adminUrl);
    await client.connect();
    try {
      return (await client.query(sql, values)).rows;
    } finally {
      await client.end();
    }
  };
  const passwordOf = (user: string) => signIns.find((s) => s.user === user)!.password;
  const signIn = (user: string, password = passwordOf(user), from = '10.1.1.1') =>
    http(stage.url, 'POST', 'sessions', { body: { user, password }, headers: { 'x-forwarded-for': from } });
  const as = async (user: string) => (await signIn(user)).body.accessToken as string;
  const refresh = (refreshToken: string) => http(stage.url, 'POST', 'sessions/refresh', { body: { refreshToken } });
  /** As a process that was stopped and started. */
  const restart = async () => {
    await directory.close();
    directory = await start();
  };
  const of = <T>(provider: new (...args: never[]) => T): T => directory.app.get(provider);

  const stage = {
    /** Of its HTTP; another after a restart. */
    url: '',
    /** crossing's. */
    bus: undefined as unknown as Bus,
    engines,
    clock,
    until,
    admin,
    passwordOf,
    signIn,
    as,
    refresh,
    restart,
    of,
  };
  return stage;
}
