import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { ready } from '#common/contracts/recording.js';
import { eventually } from '../support/eventually.mjs';
import { sides, speakers } from './hear.mjs';
import { useStage } from './stage.mjs';

const stage = useStage();
const audioOf = async (row, headers) => {
  const answer = await stage.get(`/${row.id}/audio`, ['quality'], headers);
  return { status: answer.status, headers: answer.headers, body: Buffer.from(await answer.arrayBuffer()) };
};
/** Milliseconds, within so many of each other. */
const expectNear = (got, wanted, by = 200) => {
  expect([Number(got), wanted, Math.abs(got - wanted) <= by]).toEqual([Number(got), wanted, true]);
};

describe('a talk', () => {
  it('is kept with both sides apart, masked while it was asked for, sealed, and told', async () => {
    const call = await stage.call();
    const leg = await stage.leg('anna');
    await stage.join(call, leg);
    const from = Date.now();
    await stage.rowIn(leg, 'recording');
    await wait(1_500);
    expect((await stage.mask(leg, true, randomUUID())).status).toBe(403);
    expect((await stage.mask(leg, true, leg.agentId)).status).toBe(200);
    await wait(1_000);
    expect((await stage.mask(leg, false, leg.agentId)).status).toBe(200);
    await wait(1_000);
    await stage.hangUp(call, leg);
    const length = Date.now() - from;
    const row = await stage.rowIn(leg, 'sealed');
    expect(row).toMatchObject({
      tenant: 'main',
      queue_id: 'sales',
      agent_id: leg.agentId,
      reason: 'quality',
      notice: 'welcome',
      repaired: false,
    });
    expectNear(row.duration_ms, length, 200);
    expect(row.delete_at - row.started_at).toBe(90 * 86_400_000);

    const whole = await audioOf(row);
    expect([whole.status, whole.headers.get('content-type')]).toEqual([200, 'audio/wav']);
    const { caller, agent } = sides(whole.body);
    expect(speakers(caller)).toEqual(['caller', 'nobody', 'caller']);
    expect(speakers(agent)).toEqual(['anna', 'nobody', 'anna']);

    const part = await audioOf(row, { range: 'bytes=1000-70999' });
    expect([part.status, part.headers.get('content-range')]).toEqual([206, `bytes 1000-70999/${whole.body.length}`]);
    expect(part.body.equals(whole.body.subarray(1_000, 71_000))).toBe(true);
    expect((await audioOf(row, { range: `bytes=${whole.body.length}-` })).status).toBe(416);

    const sealed = readFileSync(join(stage.recordingDir, 'store', row.file));
    expect(sealed.includes(whole.body.subarray(40_000, 40_064))).toBe(false);
    expect(readdirSync(join(stage.asterisk.spoolDir, 'spillway-live'))).toEqual([]);

    const facts = await eventually(async () => {
      const all = await stage.facts(row.id);
      return all.length >= 4 && all;
    });
    expect(facts.map((fact) => fact.type)).toEqual([
      'recording.started',
      'recording.masked',
      'recording.masked',
      'recording.stored',
    ]);
  }, 120_000);

  it('is heard by those who lead or judge, each time on record, and by no agent', async () => {
    const [row] = await stage.sql(`select id from recording.recording where state = 'sealed'`);
    const refused = await stage.get(`/${row.id}/audio`, ['agent']);
    expect([refused.status, (await refused.json()).code]).toEqual([403, 'AUTH.ROLE_MISSING']);
    const shape = await (await stage.get(`/${row.id}/waveform`, ['head'])).json();
    expect(shape.caller.length).toBe(shape.agent.length);
    expectNear(shape.caller.length * shape.pointMs, shape.durationMs, 100);
    const list = await (await stage.get('?limit=10')).json();
    expect(list.items.map((item) => item.id)).toContain(row.id);
    const { items } = await (await stage.get(`/${row.id}/accesses`)).json();
    expect(items.map((item) => item.what)).toEqual(expect.arrayContaining(['audio', 'audio', 'waveform']));
    expect(items.find((item) => item.what === 'audio' && item.fromByte === 1_000)?.toByte).toBe(70_999);
    expect((await stage.get(`/${randomUUID()}`)).status).toBe(404);
  }, 30_000);

  it('that goes on with the next agent has a recording with each, in her own voice', async () => {
    const call = await stage.call();
    const [anna, ben] = [await stage.leg('anna'), await stage.leg('ben')];
    await stage.join(call, anna);
    await stage.rowIn(anna, 'recording');
    await wait(1_000);
    stage.tell(call, anna, 'unbridged');
    await stage.ari.channels.hangup(anna.reservationId);
    await stage.join(call, ben);
    await stage.rowIn(ben, 'recording');
    await wait(1_500);
    await stage.hangUp(call, ben);
    const [first, second] = [await stage.rowIn(anna, 'sealed'), await stage.rowIn(ben, 'sealed')];
    expect(speakers(sides((await audioOf(first)).body).agent)).toEqual(['anna']);
    const { caller, agent } = sides((await audioOf(second)).body);
    expect([speakers(caller), speakers(agent)]).toEqual([['caller'], ['ben']]);
    expect(Number(second.chain_seq)).toBeGreaterThan(Number(first.chain_seq));
  }, 120_000);
});

describe('what must not cost a recording', () => {
  it('the keeper is killed in mid-call: it goes on, and the next keeper finds it', async () => {
    const call = await stage.call();
    const leg = await stage.leg('anna');
    await stage.join(call, leg);
    const from = Date.now();
    await stage.rowIn(leg, 'recording');
    await stage.recording.kill();
    await wait(1_000);
    await stage.recording.start();
    await wait(1_000);
    await stage.hangUp(call, leg);
    const length = Date.now() - from;
    const row = await stage.rowIn(leg, 'sealed');
    expectNear(row.duration_ms, length, 300);
    expect(speakers(sides((await audioOf(row)).body).agent)).toEqual(['anna']);
  }, 120_000);

  it('the call ends while no keeper is there', async () => {
    const call = await stage.call();
    const leg = await stage.leg('anna');
    await stage.join(call, leg);
    const from = Date.now();
    await stage.rowIn(leg, 'recording');
    await stage.recording.kill();
    await wait(800);
    await stage.hangUp(call, leg);
    const length = Date.now() - from;
    await stage.recording.start();
    const row = await stage.rowIn(leg, 'sealed');
    expectNear(row.duration_ms, length, 300);
  }, 120_000);

  it('nobody tells of the talk: it is found in Asterisk', async () => {
    const call = await stage.call();
    const leg = await stage.leg('ben');
    await stage.join(call, leg, { silently: true });
    await stage.rowIn(leg, 'recording');
    await wait(1_000);
    await stage.hangUp(call, leg);
    const row = await stage.rowIn(leg, 'sealed');
    expect(speakers(sides((await audioOf(row)).body).agent)).toEqual(['ben']);
  }, 120_000);

  it('the bus is away: the talk is found within a second, and what is on goes on', async () => {
    const call = await stage.call();
    const leg = await stage.leg('ben');
    await stage.engines.nats.stop();
    try {
      await wait(300);
      await stage.join(call, leg, { silently: true });
      const row = await stage.rowIn(leg, 'recording', 4_000);
      expect(Number(row.started_at)).toBeLessThan(Date.now());
      await wait(500);
    } finally {
      await stage.engines.nats.start();
    }
    await stage.hangUp(call, leg);
    await stage.rowIn(leg, 'sealed', 20_000);
  }, 120_000);

  it('Asterisk is killed: what there is up to then is kept and can be heard', async () => {
    const call = await stage.call();
    const leg = await stage.leg('anna');
    await stage.join(call, leg);
    await stage.rowIn(leg, 'recording');
    await wait(3_000);
    await stage.killAsterisk();
    const row = await stage.rowIn(leg, 'sealed', 20_000);
    expect(row.repaired).toBe(true);
    // Asterisk holds back 32 KiB of a file, which is 2,048 ms: that much dies with it.
    expectNear(row.duration_ms, 2_048, 1_000);
    const { caller, agent } = sides((await audioOf(row)).body);
    expect([speakers(caller)[0], speakers(agent)[0]]).toEqual(['caller', 'anna']);
  }, 120_000);
});

describe('the completeness list', () => {
  it('holds every talk that Asterisk saw against what was kept, and names what is missing', async () => {
    const before = Date.now();
    await stage.recording.kill();
    const call = await stage.call();
    const lost = await stage.leg('anna');
    await stage.join(call, lost, { silently: true });
    await wait(1_000);
    await stage.hangUp(call, lost);
    await stage.recording.start();
    const next = await stage.call();
    const kept = await stage.leg('ben');
    await stage.join(next, kept);
    await stage.rowIn(kept, 'recording');
    // A new day begins while they talk.
    const log = join(stage.asterisk.logDir, 'cel-custom');
    renameSync(join(log, 'spillway.csv'), join(log, `spillway.0-${Date.now()}.csv`));
    await wait(1_000);
    await stage.hangUp(next, kept);
    await stage.rowIn(kept, 'sealed');
    const found = await (await stage.get(`/completeness?from=${before}&to=${Date.now()}&all=true`)).json();
    const of = (leg) => found.lines.find((line) => line.reservationId === leg.reservationId);
    expect(of(lost)).toMatchObject({ finding: 'missing', why: 'keeper-away' });
    expect(of(kept)).toMatchObject({ finding: 'whole' });
    expectNear(of(kept).keptMs, of(kept).expectedMs, 200);
    expect(found).toMatchObject({ expected: 2, whole: 1 });
  }, 120_000);

  it('is refused and not empty when the log of a node that had calls is gone', async () => {
    const log = join(stage.asterisk.logDir, 'cel-custom');
    const today = () => stage.get(`/completeness?from=${Date.now() - 3_600_000}&to=${Date.now()}`);
    expect((await today()).status).toBe(200);
    for (const name of readdirSync(log)) rmSync(join(log, name));
    const refused = await today();
    expect([refused.status >= 500, (await refused.json()).code]).toEqual([true, 'RECORDING.NO_WITNESS']);
  });
});

describe('no room where recordings go', () => {
  it('calls are refused or go on, as configured; the talk is named as missing', async () => {
    await stage.recording.kill();
    await stage.recording.start({
      SPILLWAY_RECORDING_LEAST_FREE_MB: String(2 ** 40),
      SPILLWAY_RECORDING_DISK_FULL: 'refuse',
    });
    expect(await stage.telephony.call(ready, { tenant: 'main' })).toEqual({ ready: false, refuseCalls: true });
    const call = await stage.call();
    const leg = await stage.leg('anna');
    await stage.join(call, leg);
    const row = await stage.rowIn(leg, 'missing');
    expect(row.missing).toBe('disk-full');
    await stage.hangUp(call, leg);
    expect((await stage.facts(row.id)).map((fact) => [fact.type, fact.data.reason])).toEqual([
      ['recording.missing', 'disk-full'],
    ]);
    await eventually(async () => {
      const told = await stage.sql(`select data from recording.ledger where type = 'recording.refused'`);
      return told.some((fact) => fact.data.on);
    });
    expect(await (await fetch(`${stage.url}/metrics`)).text()).toMatch(/spillway_recording_disk_full 1/);
  }, 120_000);
});
