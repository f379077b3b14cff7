import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { copyFileSync, createWriteStream, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll } from '@jest/globals';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import pg from 'pg';
import { Bus } from '#common/bus/bus.js';
import { segment } from '#common/contracts/telephony.js';
import { interactionIdOf } from '#common/ids/ids.js';
import { freePort, startAsterisk } from '../../deploy/engines/index.mjs';
import { AriClient } from '../../services/telephony/src/ari/index.js';
import { useEngines } from '../engines.js';
import { eventually } from '../support/eventually.mjs';
import { address } from '../support/sip/parties.mjs';
import { callerScenario, phoneScenario } from '../support/sip/scenario.mjs';
import { startSipp } from '../support/sip/sipp.mjs';
import { alawTone } from '../support/sip/tone.mjs';

export const HZ = { caller: 400, anna: 1_000, ben: 1_500 };

/** A real Asterisk, NATS and PostgreSQL around one recording process. The test itself is telephony: it has the ARI in its hand. */
export function useStage(env = {}) {
  const stage = { engines: useEngines() };
  const sipps = [];
  let child;
  let ari;

  beforeAll(async () => {
    const { engines } = stage;
    const dir = join(engines.dir, 'recording');
    mkdirSync(dir, { recursive: true });
    const keys = await generateKeyPair('Ed25519', { extractable: true });
    const jwk = { ...(await exportJWK(keys.publicKey)), alg: 'EdDSA' };
    writeFileSync(join(dir, 'keys.json'), JSON.stringify({ keys: [jwk] }));
    writeFileSync(join(dir, 'master.key'), Buffer.alloc(32, 5).toString('base64'));
    writeFileSync(join(dir, 'nats.password'), engines.natsPassword('recording'), { mode: 0o600 });
    const start = { dir: join(engines.dir, 'asterisk'), rtpStart: 44_000 };
    let asterisk = await startAsterisk(start);
    const httpPort = await freePort();
    const url = `http://127.0.0.1:${httpPort}`;
    const { amiPort, amiUser, amiPasswordFile, spoolDir, logDir, ariUrl, ariUser, ariPassword } = asterisk;
    const recordingDir = join(dir, 'own');
    mkdirSync(recordingDir, { recursive: true });
    const whole = {
      ...process.env,
      NODE_OPTIONS: '',
      SPILLWAY_SERVICE: 'recording',
      SPILLWAY_HTTP_PORT: String(httpPort),
      SPILLWAY_DATABASE_URL: engines.databaseUrl('recording'),
      SPILLWAY_NATS_URL: engines.natsUrl,
      SPILLWAY_NATS_USER: 'recording',
      SPILLWAY_NATS_PASSWORD_FILE: join(dir, 'nats.password'),
      SPILLWAY_TOKEN_PUBLIC_KEYS_FILE: join(dir, 'keys.json'),
      SPILLWAY_MASTER_KEY_FILE: join(dir, 'master.key'),
      SPILLWAY_RECORDING_DIR: recordingDir,
      SPILLWAY_ASTERISK_NODES: JSON.stringify([
        { id: 'a', amiHost: '127.0.0.1', amiPort, amiUser, amiPasswordFile, spoolDir, logDir },
      ]),
    };
    const log = createWriteStream(join(dir, 'recording.log'), { flags: 'a' });
    const recording = {
      async start(more = env) {
        child = spawn(process.execPath, ['--enable-source-maps', 'dist/services/recording/src/main.js'], {
          env: { ...whole, ...more },
          stdio: ['ignore', 'pipe', 'pipe'],
        });
        child.stdout.pipe(log, { end: false });
        child.stderr.pipe(log, { end: false });
        await eventually(async () => (await fetch(`${url}/readyz`)).ok, { within: 60_000, what: 'recording is ready' });
      },
      async kill(signal = 'SIGKILL') {
        const gone = new Promise((resolve) => child.once('exit', resolve));
        child.kill(signal);
        await gone;
      },
    };
    ari = new AriClient({ node: 'a', url: ariUrl, user: ariUser, password: ariPassword, app: 'spillway' });
    const telephony = new Bus(engines.connect('telephony'));
    const routing = new Bus(engines.connect('routing'));
    Object.assign(stage, {
      dir,
      url,
      asterisk,
      recording,
      recordingDir,
      ari,
      telephony,
      routing,
      logFile: join(dir, 'recording.log'),
    });
    Object.assign(stage, calls(stage, sipps));
    stage.token = (roles, id = randomUUID()) =>
      new SignJWT({ tenant: 'main', roles, session: 's' })
        .setProtectedHeader({ alg: 'EdDSA' })
        .setSubject(id)
        .setIssuer('spillway')
        .setAudience('site')
        .setExpirationTime('1h')
        .sign(keys.privateKey);
    stage.killAsterisk = async () => {
      asterisk.daemon.kill('SIGKILL');
      await asterisk.daemon.exited;
      const { sipPort, httpPort: http, amiPort: ami } = asterisk;
      asterisk = stage.asterisk = await startAsterisk({ ...start, sipPort, httpPort: http, amiPort: ami });
      await eventually(() => ari.connected);
    };
    stage.sql = async (text, values = []) => {
      const client = new pg.Client(engines.adminUrl);
      await client.connect();
      try {
        return (await client.query(text, values)).rows;
      } finally {
        await client.end();
      }
    };
    await recording.start();
    await new Promise((resolve) => {
      ari.onConnected(resolve);
      ari.start();
    });
  }, 120_000);

  afterAll(async () => {
    for (const sipp of sipps) sipp.stop();
    ari?.stop();
    child?.kill('SIGKILL');
    const keep = process.env.SPILLWAY_TEST_LOGS;
    if (keep && stage.logFile) copyFileSync(stage.logFile, join(keep, 'recording.log'));
    await stage.asterisk?.stop();
  }, 60_000);
  return stage;
}

/** What telephony would do, by hand: answer, ring a phone, join, tell recording. */
function calls(stage, sipps) {
  const { ari, telephony } = stage;
  const keep = async (sipp) => {
    sipps.push(await sipp);
    return sipp;
  };
  const tell = (call, leg, change) => {
    const { interactionId, channel } = call;
    const { reservationId, agentId } = leg;
    const own = { tenant: 'main', interactionId, reservationId, agentId, queueId: 'sales', node: 'a', channel };
    telephony.publish(segment, { ...own, change, notice: 'welcome', noticeAt: Date.now(), at: Date.now() });
  };
  return {
    tell,
    /** Somebody has called and been answered. */
    async call() {
      const arrives = ari.expect('StasisStart', (event) => event.args[0] === 'in');
      const xml = callerScenario({ number: 'c1', voice: alawTone(HZ.caller), hangUp: 'never' });
      const ip = address();
      const to = `127.0.0.1:${stage.asterisk.sipPort}`;
      await keep(startSipp([to, '-s', '1000', '-i', ip, '-mi', ip, '-p', '5060', '-mp', '10000', '-m', '1'], { xml }));
      const { channel } = await arrives.happened;
      await ari.channels.answer(channel.id);
      const interactionId = interactionIdOf('a', channel.id);
      await ari.bridges.createWithId(`br-${interactionId}`, { type: 'mixing' });
      return { channel: channel.id, interactionId, bridge: `br-${interactionId}` };
    },
    /** Rings a phone that speaks with a voice of its own; up, but not joined yet. */
    async leg(voice) {
      const reservationId = randomUUID();
      const ip = address();
      const xml = phoneScenario({ voice: alawTone(HZ[voice]) });
      await keep(startSipp(['-i', ip, '-mi', ip, '-p', '5080', '-mp', '10000', '-m', '1'], { xml }));
      await eventually(() => true);
      const up = ari.expect('StasisStart', (event) => event.channel.id === reservationId);
      await new Promise((resolve) => setTimeout(resolve, 100));
      const endpoint = `PJSIP/anonymous/sip:${voice}@${ip}:5080`;
      await ari.channels.originateWithId(reservationId, { endpoint, app: 'spillway', appArgs: `leg,${reservationId}` });
      await up.happened;
      return { reservationId, agentId: randomUUID() };
    },
    async join(call, leg, { silently = false } = {}) {
      await ari.bridges.addChannel(call.bridge, { channel: [call.channel, leg.reservationId] });
      if (!silently) tell(call, leg, 'bridged');
    },
    async hangUp(call, ...legs) {
      for (const leg of legs) {
        tell(call, leg, 'unbridged');
        await ari.channels.hangup(leg.reservationId).catch(() => {});
      }
      await ari.channels.hangup(call.channel).catch(() => {});
      await ari.bridges.destroy(call.bridge).catch(() => {});
    },
    row: (leg) =>
      stage
        .sql('select * from recording.recording where reservation_id = $1 order by started_at', [leg.reservationId])
        .then((rows) => rows.at(-1)),
    rowIn: (leg, state, within = 10_000) =>
      eventually(
        async () => {
          const [row] = await stage.sql('select * from recording.recording where reservation_id = $1 and state = $2', [
            leg.reservationId,
            state,
          ]);
          return row;
        },
        { within, what: `the recording is ${state}` },
      ),
    facts: (id) =>
      stage.sql(`select type, data from recording.ledger where aggregate = $1 order by seq`, [`recording:${id}`]),
    /** As the agent's page does. */
    async mask(leg, on, agentId) {
      const authorization = `Bearer ${await stage.token(['agent'], agentId)}`;
      const headers = { authorization, 'content-type': 'application/json' };
      const body = JSON.stringify({ reservationId: leg.reservationId, on });
      return fetch(`${stage.url}/api/v1/recordings/mask`, { method: 'POST', headers, body });
    },
    async get(path, roles = ['team-lead'], headers = {}) {
      const authorization = `Bearer ${await stage.token(roles)}`;
      return fetch(`${stage.url}/api/v1/recordings${path}`, { headers: { authorization, ...headers } });
    },
  };
}
