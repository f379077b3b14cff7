import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { QueueConfig } from '#common/contracts/directory.js';
import { treat } from '#common/contracts/telephony.js';
import { aQueue } from '../builders/setup.builder.js';
import { actsOn } from './acts.js';
import { Ear } from './ear.js';
import { AGENTS, useStage } from './stage.js';

jest.setTimeout(120_000);
const waiting = (also: Partial<NonNullable<QueueConfig['waiting']>>): QueueConfig['waiting'] => ({
  position: true,
  estimate: true,
  everyMs: 1500,
  sound: 'music',
  ...also,
});
const stage = useStage({}, {}, [
  aQueue('sales', { waiting: waiting({}) }),
  aQueue('support', { waiting: waiting({ position: false, estimate: false, sound: 'silence' }) }),
]);
const { arrives, until, heard, together, endOf, clean, head } = actsOn(stage);
const min = (n: number) => n * 60_000;

let ear: Ear;
const stands = (position: number, p50: number, p90: number, also: object = {}) => {
  stage.routing.standing = () => ({
    waiting: true,
    queueId: 'sales',
    position,
    ahead: position - 1,
    present: 3,
    estimate: { p50: min(p50), p90: min(p90) },
    ...also,
  });
};
const announced = async (interactionId: string) =>
  (await stage.facts(interactionId)).filter((f) => f.type === 'interaction.announced').map((f) => f.data);

beforeEach(async () => {
  ear = await Ear.open(stage.asterisk.soundsDir);
});
afterEach(async () => {
  ear?.close();
  await clean();
});

describe('a caller in line', () => {
  it('hears her place and the wait at intervals, music between them, and why it takes longer than she was told', async () => {
    stands(3, 5, 9);
    const { interactionId, caller } = await arrives('1001', ear.port);
    await until(() => ear.hearsMusic());
    for (const prompt of ['position-3', 'wait-from-5', 'wait-to-10']) await until(() => ear.hears(prompt));
    await until(() => ear.hearsMusic());
    stands(2, 8, 15, { present: 2 });
    for (const prompt of ['worse-agent-left', 'position-2', 'wait-to-15']) await until(() => ear.hears(prompt));
    caller.hangUp();
    await endOf(interactionId);
    const facts = await until(async () => {
      const all = await announced(interactionId);
      return all.some((f) => f['position'] === 2) ? all : undefined;
    });
    expect(facts![0]).toMatchObject({ queueId: 'sales', position: 3, fromMs: min(5), toMs: min(10), cause: null });
    expect(facts!.find((f) => f['position'] === 2)).toMatchObject({ toMs: min(15), cause: 'agent-left' });
    for (const prompt of ['worse-older-places', 'worse-other-line']) expect(ear.hears(prompt)).toBe(false);
  });

  it('is told nothing worse without a cause, also when telephony was killed meanwhile', async () => {
    stands(4, 2, 4);
    const { interactionId, caller } = await arrives('1001', ear.port);
    await until(async () => (await announced(interactionId)).length > 0);
    await stage.telephony.kill();
    stands(3, 8, 15);
    await stage.telephony.start();
    const later = await until(async () => (await announced(interactionId)).find((f) => f['position'] === 3));
    expect(later).toMatchObject({ fromMs: null, toMs: null, cause: null });
    caller.hangUp();
  });

  it('hears silence between the announcements where the queue has chosen it', async () => {
    stands(1, 0, 1, { queueId: 'support' });
    const { caller } = await arrives('1002', ear.port);
    await until(() => ear.hearsSilence());
    await until(() => ear.hears('waiting', 'end'));
    const after = ear.now;
    await until(() => ear.now > after + 8000 && ear.hearsSilence());
    caller.hangUp();
  });

  it('is not talked over when an agent answers in the middle of an announcement', async () => {
    stands(1, 0, 1, { queueId: 'support' });
    const { interactionId, caller } = await arrives('1002', ear.port);
    await until(() => ear.hears('waiting', 'begin'));
    const anna = await stage.routing.offer(interactionId, AGENTS.anna);
    await heard(anna, 'answered');
    await together(interactionId, anna);
    const playing = async () => {
      const ids = Array.from({ length: 9 }, (_, n) => `sp-${n + 1}-${interactionId}`);
      return (await Promise.all(ids.map((id) => stage.ari(`playbacks/${id}`)))).some((p) => p?.['state']);
    };
    await until(async () => !(await playing()));
    expect(ear.hears('waiting', 'end')).toBe(false);
    caller.hangUp();
  });

  it('hears nothing announced while routing does not know her', async () => {
    let asked = 0;
    stage.routing.standing = () => {
      asked += 1;
      return { waiting: false };
    };
    const { interactionId, caller } = await arrives('1001', ear.port);
    await until(() => asked > 2);
    expect(await announced(interactionId)).toEqual([]);
    caller.hangUp();
  });
});

describe('a rule of overflow', () => {
  const treated = (interactionId: string, to: 'message' | 'hangup', cause: 'closed' | 'nobody', at = Date.now()) => {
    const { tenant, fence } = head(interactionId, '');
    return stage.routing.bus.call(treat, { tenant, fence, interactionId, to, cause, at });
  };

  it('tells her something, once, and she waits on', async () => {
    stage.routing.standing = () => ({ waiting: false });
    const { interactionId, caller } = await arrives('1001', ear.port);
    const at = Date.now();
    expect(await treated(interactionId, 'message', 'nobody', at)).toEqual({ ok: true });
    await until(() => ear.hears('nobody-here', 'end'));
    await until(() => ear.hearsMusic());
    const after = ear.now;
    expect(await treated(interactionId, 'message', 'nobody', at)).toEqual({ ok: true });
    await until(() => ear.now > after + 8000);
    expect(ear.hears('nobody-here', 'begin', 'en', after)).toBe(false);
    caller.hangUp();
    expect(await endOf(interactionId)).toMatchObject({ phase: 'queue' });
  });

  it('sends her away: she hears why to the end, also over a restart of ours, then her call ends', async () => {
    stage.routing.standing = () => ({ waiting: false });
    const { interactionId, caller } = await arrives('1001', ear.port);
    await treated(interactionId, 'hangup', 'closed');
    await until(() => ear.hears('closed', 'begin'));
    await stage.telephony.kill();
    await stage.telephony.start();
    await caller.ended.happened;
    expect(ear.hears('closed', 'end')).toBe(true);
    expect(await endOf(interactionId)).toMatchObject({ phase: 'message', cause: 'closed', keepTicket: false });
  });
});
