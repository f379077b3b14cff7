import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ManualClock } from '#common/clock/clock.js';
import { routingFacts } from '#common/contracts/routing.js';
import { telephonyFacts } from '#common/contracts/telephony.js';
import { Database } from '#common/db/database.js';
import { config } from '../../services/recording/src/config.js';
import { First1700000000001 } from '../../services/recording/src/migrations/1700000000001-first.js';
import { TalkTimes1700000000002 } from '../../services/recording/src/migrations/1700000000002-talk-times.js';
import { RecordingModule } from '../../services/recording/src/recording.module.js';
import { segmentWith } from '../../services/recording/src/segment/segment.builder.js';
import { PlainSweep } from '../../services/recording/src/store/plain.sweep.js';
import { Teller } from '../../services/recording/src/store/teller.js';
import { Absence } from '../../services/recording/src/talks/absence.js';
import { TalksEvents } from '../../services/recording/src/talks/talks.events.js';
import { type Booted, boot } from '../boot.js';
import { useEngines } from '../engines.js';

const engines = useEngines();
const clock = new ManualClock(1_000_000);
let recording: Booted;
let db: Database;
let plain: string;

beforeAll(async () => {
  const dir = join(engines.dir, 'own');
  plain = join(dir, 'spool', 'spillway-live');
  mkdirSync(plain, { recursive: true });
  const file = (name: string, text: string) => {
    writeFileSync(join(dir, name), text);
    return join(dir, name);
  };
  // Nobody listens at the manager's port: what is tested here needs no Asterisk.
  const node = {
    id: 'a',
    amiHost: '127.0.0.1',
    amiPort: 9,
    amiUser: 'u',
    amiPasswordFile: file('ami', 'p'),
    spoolDir: join(dir, 'spool'),
    logDir: dir,
  };
  recording = await boot(engines, {
    name: 'recording',
    module: RecordingModule,
    config,
    migrations: [First1700000000001, TalkTimes1700000000002],
    clock,
    env: {
      SPILLWAY_TOKEN_PUBLIC_KEYS_FILE: file('keys.json', '{"keys":[]}'),
      SPILLWAY_MASTER_KEY_FILE: file('master.key', 'ab'.repeat(32)),
      SPILLWAY_RECORDING_DIR: dir,
      SPILLWAY_ASTERISK_NODES: JSON.stringify([node]),
    },
  });
  db = recording.app.get(Database, { strict: false });
}, 60_000);
afterAll(() => recording?.close(), 30_000);

const TYPES = {
  bridged: telephonyFacts.bridged.type,
  unbridged: telephonyFacts.unbridged.type,
  accepted: routingFacts.reservationAccepted.type,
};
const take = (kind: keyof typeof TYPES, data: object) =>
  db.inTenant('main', (tx) =>
    recording.app.get(TalksEvents).take([{ tenant: 'main', type: TYPES[kind], data } as never], tx),
  );
const rows = <R>(sql: string, values: unknown[] = []) =>
  db.inTenant('main', async (tx) => (await tx.query<R>(sql, values)).rows);
const talk = () => ({ reservationId: randomUUID(), interactionId: randomUUID(), agentId: randomUUID() });

describe('a talk that telephony’s facts tell of', () => {
  it('and no keeper saw is named as missing, once', async () => {
    const lost = talk();
    await take('bridged', { ...lost, at: clock.now() });
    await take('accepted', { ...lost, queueId: 'sales' });
    await take('unbridged', { ...lost, at: clock.advance(30_000) });
    const absence = recording.app.get(Absence);
    await absence.look();
    expect(await rows('select id from recording where reservation_id = $1', [lost.reservationId])).toEqual([]);
    clock.advance(61_000);
    await absence.look();
    await absence.look();
    expect(
      await rows('select state, missing, queue_id, agent_id from recording where reservation_id = $1', [
        lost.reservationId,
      ]),
    ).toEqual([{ state: 'missing', missing: 'keeper-away', queue_id: 'sales', agent_id: lost.agentId }]);
    expect(
      await rows(`select data->>'reason' as why from ledger where interaction_id = $1`, [lost.interactionId]),
    ).toEqual([{ why: 'keeper-away' }]);
  });

  it('and that was recorded is not; it tells whose it was', async () => {
    const kept = talk();
    const segment = segmentWith({
      id: randomUUID(),
      reservationId: kept.reservationId,
      interactionId: kept.interactionId,
    });
    await recording.app.get(Teller).tell(segment);
    await take('accepted', { ...kept, queueId: 'support' });
    await take('unbridged', { ...kept, at: clock.now() });
    clock.advance(61_000);
    await recording.app.get(Absence).look();
    expect(
      await rows('select state, agent_id, queue_id from recording where reservation_id = $1', [kept.reservationId]),
    ).toEqual([{ state: 'recording', agent_id: kept.agentId, queue_id: 'support' }]);
  });
});

describe('plain files found at start', () => {
  it('are removed when the recording is in the store, and left when nobody knows them', async () => {
    const done = segmentWith({ id: randomUUID(), state: 'missing', missing: 'file-lost', reservationId: randomUUID() });
    await recording.app.get(Teller).tell(done);
    const [known, unknown] = [done.id, randomUUID()].map((id) => join(plain, `${id}-rx.wav`)) as [string, string];
    for (const path of [known, unknown]) writeFileSync(path, 'x');
    await recording.app.get(PlainSweep).sweep();
    expect([existsSync(known), existsSync(unknown)]).toEqual([false, true]);
  });
});
