import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { copyFileSync, createWriteStream, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach } from '@jest/globals';
import { exportJWK, generateKeyPair } from 'jose';
import pg from 'pg';
import type { QueueConfig } from '#common/contracts/directory.js';
import { type Asterisk, type AsteriskOptions, freePort, startAsterisk } from '../../deploy/engines/index.mjs';
import { type TestEngines, useEngines } from '../engines.js';
import { customersDouble, directoryDouble, RoutingDouble, recordingDouble, type SetUp } from './doubles.js';
import { Phone } from './sip.js';

export const AGENTS = { anna: randomUUID(), ben: randomUUID(), carla: randomUUID() };
const PHONES = { anna: '127.0.0.11', ben: '127.0.0.12', carla: '127.0.0.13' };
const FLOWS: SetUp['flows'] = [
  { id: 'direct', start: 'q', steps: [{ id: 'q', do: 'queue', queueId: 'sales' }] },
  { id: 'help', start: 'q', steps: [{ id: 'q', do: 'queue', queueId: 'support' }] },
  {
    id: 'welcome',
    start: 'hello',
    steps: [
      { id: 'hello', do: 'greeting', prompt: 'welcome', notice: true, next: 'menu' },
      {
        id: 'menu',
        do: 'menu',
        prompt: 'menu',
        keys: { '1': 'sales', '2': 'support', '9': 'lang' },
        tries: 2,
        waitMs: 1000,
        next: 'sales',
      },
      { id: 'lang', do: 'language', prompt: 'language', keys: { '1': 'en', '2': 'pl', '3': 'ru' }, next: 'menu' },
      { id: 'sales', do: 'queue', queueId: 'sales' },
      { id: 'support', do: 'queue', queueId: 'support' },
    ],
  },
  {
    id: 'tell',
    start: 'm',
    steps: [
      { id: 'm', do: 'message', prompt: 'goodbye', next: 'end' },
      { id: 'end', do: 'hangup' },
    ],
  },
];

export interface Stage {
  engines: TestEngines;
  asterisk: Asterisk;
  routing: RoutingDouble;
  customers: ReturnType<typeof customersDouble>;
  dir: string;
  sippPort: number;
  url: string;
  /** Signs an access token for these roles. */
  token(roles: string[], id?: string): Promise<string>;
  telephony: { pid: number; kill(): Promise<void>; start(): Promise<void> };
  restartAsterisk(): Promise<void>;
  /** Facts of one interaction from the ledger, in order. */
  facts(interactionId: string): Promise<{ type: string; data: Record<string, unknown> }[]>;
  /** The same, once its end is among them. */
  whole(interactionId: string): ReturnType<Stage['facts']>;
  /** Channels in Asterisk. */
  channels(): Promise<{ id: string; name: string; state: string }[]>;
  /** Ends a channel as if its phone had gone without a word. */
  hangUpChannel(id: string): Promise<unknown>;
  /** Sets a global variable of Asterisk. */
  setVariable(name: string, value: string): Promise<unknown>;
  /** Anything that Asterisk's REST interface answers. */
  ari(path: string): Promise<Record<string, unknown> | undefined>;
  bridges(): Promise<{ id: string; channels: string[]; technology: string }[]>;
  /** Facts of one type, of every interaction. */
  all(type: string): ReturnType<Stage['facts']>;
  /** The agents' desk phones. Each test finds them answering at once. */
  phones: Record<keyof typeof AGENTS, Phone>;
}

/** A real Asterisk, NATS and PostgreSQL around one telephony process, with routing, directory and customers as doubles. */
export function useStage(
  env: Record<string, string> = {},
  asteriskOptions: Partial<AsteriskOptions> = {},
  queues: QueueConfig[] = [],
): Stage {
  const stage = { engines: useEngines() } as Stage;
  let child: ChildProcess | undefined;
  const { SignJWT } = { SignJWT: import('jose').then((j) => j.SignJWT) };

  beforeAll(async () => {
    const { engines } = stage;
    const dir = join(engines.dir, 'telephony');
    mkdirSync(dir, { recursive: true });
    const keys = await generateKeyPair('Ed25519', { extractable: true });
    writeFileSync(
      join(dir, 'keys.json'),
      JSON.stringify({ keys: [{ ...(await exportJWK(keys.publicKey)), alg: 'EdDSA' }] }),
    );
    const rtpStart = 40_000 + (process.pid % 10) * 2000;
    const start = { dir: join(engines.dir, 'asterisk'), rtpStart, ...asteriskOptions };
    let asterisk = await startAsterisk(start);
    const ports = { sipPort: asterisk.sipPort, httpPort: asterisk.httpPort, amiPort: asterisk.amiPort };
    const phonePort = await freePort();
    const setUp: SetUp = {
      agents: AGENTS,
      phones: Object.fromEntries(Object.entries(PHONES).map(([name, ip]) => [name, `sip:${name}@${ip}:${phonePort}`])),
      flows: FLOWS,
      queues,
      entries: [
        { number: '1000', flowId: 'welcome' },
        { number: '1001', flowId: 'direct' },
        { number: '1002', flowId: 'help' },
        { number: '2000', flowId: 'tell' },
      ],
    };
    directoryDouble(engines.connect('directory'), setUp);
    recordingDouble(engines.connect('recording'));
    const passwordFile = join(dir, 'nats.password');
    writeFileSync(passwordFile, engines.natsPassword('telephony'), { mode: 0o600 });
    const httpPort = await freePort();
    const url = `http://127.0.0.1:${httpPort}`;
    const whole = {
      ...process.env,
      NODE_OPTIONS: '',
      SPILLWAY_SERVICE: 'telephony',
      SPILLWAY_HTTP_PORT: String(httpPort),
      SPILLWAY_DATABASE_URL: engines.databaseUrl('telephony'),
      SPILLWAY_NATS_URL: engines.natsUrl,
      SPILLWAY_NATS_USER: 'telephony',
      SPILLWAY_NATS_PASSWORD_FILE: passwordFile,
      SPILLWAY_TOKEN_PUBLIC_KEYS_FILE: join(dir, 'keys.json'),
      SPILLWAY_TELEPHONY_DIR: join(dir, 'own'),
      SPILLWAY_ASTERISK_NODES: JSON.stringify([
        {
          id: 'a',
          ariUrl: asterisk.ariUrl,
          ariUser: asterisk.ariUser,
          ariPasswordFile: asterisk.ariPasswordFile,
          sipHost: '127.0.0.1',
          sipPort: asterisk.sipPort,
          logDir: asterisk.logDir,
          soundsDir: asterisk.soundsDir,
        },
      ]),
      ...env,
    };
    const log = createWriteStream(join(dir, 'telephony.log'), { flags: 'a' });
    const telephony: Stage['telephony'] = {
      pid: 0,
      async start() {
        child = spawn(process.execPath, ['--enable-source-maps', 'dist/services/telephony/src/main.js'], {
          env: whole,
          stdio: ['ignore', 'pipe', 'pipe'],
        });
        // A run that is itself killed must not leave it behind.
        process.once('exit', () => child?.kill('SIGKILL'));
        child.stdout!.pipe(log, { end: false });
        child.stderr!.pipe(log, { end: false });
        telephony.pid = child.pid!;
        await eventually(async () => (await fetch(`${url}/readyz`)).ok, 60_000);
      },
      async kill() {
        const gone = new Promise((resolve) => child?.once('exit', resolve));
        child?.kill('SIGKILL');
        await gone;
      },
    };
    const ask = async (path: string, method = 'GET') => {
      const authorization = `Basic ${Buffer.from(`${asterisk.ariUser}:${asterisk.ariPassword}`).toString('base64')}`;
      return (await fetch(`${asterisk.ariUrl}/${path}`, { method, headers: { authorization } }))
        .json()
        .catch(() => undefined);
    };
    Object.assign(stage, {
      asterisk,
      dir,
      url,
      routing: new RoutingDouble(engines.connect('routing')),
      customers: customersDouble(engines.connect('customers')),
      telephony,
      token: async (roles: string[], id = AGENTS.anna) =>
        new (await SignJWT)({ tenant: 'main', roles, session: 's1' })
          .setProtectedHeader({ alg: 'EdDSA' })
          .setSubject(id)
          .setIssuer('spillway')
          .setAudience('site')
          .setExpirationTime('1h')
          .sign(keys.privateKey),
      async restartAsterisk() {
        asterisk.daemon.kill('SIGKILL');
        await asterisk.daemon.exited;
        // A crowded machine may need more than its patience.
        const again = () => startAsterisk({ ...start, ...ports });
        asterisk = await again().catch(again);
        stage.asterisk = asterisk;
      },
      facts: (id: string) => ledger(engines.adminUrl, 'interaction_id = $1 order by seq', id),
      all: (type: string) => ledger(engines.adminUrl, 'type = $1 order by ord', type),
      whole: (id: string) =>
        eventually(async () => {
          const facts = await stage.facts(id);
          return facts.some((fact) => fact.type === 'interaction.ended') ? facts : undefined;
        }, 30_000).then((facts) => facts ?? []),
      channels: () => ask('channels'),
      hangUpChannel: (id: string) => ask(`channels/${id}`, 'DELETE'),
      setVariable: (name: string, value: string) =>
        ask(`asterisk/variable?variable=${name}&value=${encodeURIComponent(value)}`, 'POST'),
      ari: (path: string) => ask(path),
      bridges: () => ask('bridges'),
    });
    const phones = Object.entries(PHONES).map(async ([name, ip]) => [name, await Phone.at(ip, phonePort)]);
    stage.phones = Object.fromEntries(await Promise.all(phones));
    await telephony.start();
  }, 240_000);

  beforeEach(() => {
    for (const phone of Object.values(stage.phones)) phone.manner = { answersAfter: 20 };
  });

  afterAll(async () => {
    for (const phone of Object.values(stage.phones ?? {})) phone.close();
    await stage.telephony?.kill();
    const keep = process.env['SPILLWAY_TEST_LOGS'];
    if (keep && stage.dir) copyFileSync(join(stage.dir, 'telephony.log'), join(keep, 'telephony.log'));
    await stage.asterisk?.stop();
  }, 60_000);
  return stage;
}

async function ledger(url: string, where: string, value: string) {
  const client = new pg.Client(url);
  await client.connect();
  try {
    const { rows } = await client.query(`select type, data from telephony.ledger where ${where}`, [value]);
    return rows as { type: string; data: Record<string, unknown> }[];
  } finally {
    await client.end();
  }
}

/** Waits until something is true; its last error tells why it never was. */
export async function eventually<T>(look: () => T | Promise<T>, withinMs = 5_000): Promise<T> {
  const until = Date.now() + withinMs;
  for (;;) {
    let last: unknown = 'not true';
    try {
      const seen = await look();
      if (seen) return seen;
    } catch (error) {
      last = error;
    }
    if (Date.now() > until) throw last instanceof Error ? last : new Error(`Not true within ${withinMs} ms: ${look}`);
    await delay(25);
  }
}
