import { randomUUID } from 'node:crypto';
import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import * as telephony from '#common/contracts/telephony.js';
import { caller, phone } from './sipp.js';
import { AGENTS, eventually, PHONES, useStage } from './stage.js';

const stage = useStage();
const clean = () =>
  eventually(async () => (await stage.channels()).length === 0 && (await stage.bridges()).length === 0, 5_000);

beforeAll(async () => {
  await stage.keep(phone({ ...PHONES.anna }));
  await stage.keep(phone({ ...PHONES.ben }));
});
afterEach(clean, 10_000);

let numbers = 0;
/** A caller in line, by a number of her own so that tests do not take each other's. */
async function arrives(to = '1001', more: Partial<Parameters<typeof caller>[0]> = {}) {
  const before = stage.routing.enqueued.length;
  const sipp = await stage.keep(caller({ to, sipPort: stage.asterisk.sipPort, number: `+4822${++numbers}`, ...more }));
  const { interactionId } = await eventually(() => stage.routing.enqueued[before]!, 20_000);
  return { interactionId, sipp };
}
async function talks(more: Partial<Parameters<typeof caller>[0]> = {}) {
  const call = await arrives('1001', more);
  const anna = await stage.routing.offer(call.interactionId, AGENTS.anna);
  await heard(anna, 'answered');
  await together(call.interactionId, anna);
  return { ...call, anna };
}
const heard = (reservation: string, outcome: string) =>
  eventually(() => stage.routing.outcomes(reservation).includes(outcome), 8_000);
const endOf = (interactionId: string) => eventually(() => stage.routing.ended.find((e) => e.interactionId === interactionId), 8_000);
/** The caller and this leg share the call's bridge. */
const together = (interactionId: string, leg: string) =>
  eventually(async () => {
    const bridge = (await stage.bridges()).find((b) => b.id === `br-${interactionId}`);
    return bridge?.channels.length === 2 && bridge.channels.includes(leg);
  });
const apart = (interactionId: string) =>
  eventually(async () => ((await stage.bridges()).find((b) => b.id === `br-${interactionId}`)?.channels.length ?? 0) < 2);
const head = (interactionId: string, reservationId: string) => stage.routing.head(interactionId, reservationId);

describe('an offer', () => {
  it('that is rescinded leaves the caller in line', async () => {
    const { interactionId, sipp } = await arrives('1001', { hangUpAfter: 1200 });
    const carla = await stage.keep(phone({ ...PHONES.carla, deaf: true }));
    const reservation = await stage.routing.offer(interactionId, AGENTS.carla);
    await heard(reservation, 'ringing');
    expect(await stage.routing.bus.call(telephony.rescind, head(interactionId, reservation))).toEqual({ ok: true });
    expect(await sipp.ended).toBe(0);
    expect(await endOf(interactionId)).toMatchObject({ phase: 'queue', cause: 'caller-hangup' });
    carla.stop();
  }, 20_000);

  it.each([
    ['486 Busy Here', 'busy'],
    ['603 Decline', 'rejected'],
    ['480 Temporarily Unavailable', 'no-answer'],
    ['404 Not Found', 'unreachable'],
  ])('that the phone refuses with %s is reported as %s', async (refuses, outcome) => {
    const { interactionId, sipp } = await arrives('1001', { hangUpAfter: 900 });
    const carla = await stage.keep(phone({ ...PHONES.carla, refuses }));
    const reservation = await stage.routing.offer(interactionId, AGENTS.carla);
    await heard(reservation, outcome);
    await sipp.ended;
    carla.stop();
    expect(await endOf(interactionId)).toMatchObject({ phase: 'queue' });
  }, 20_000);

  it('that nobody answers ends at its limit', async () => {
    const { interactionId, sipp } = await arrives('1001', { hangUpAfter: 2500 });
    const carla = await stage.keep(phone({ ...PHONES.carla, deaf: true }));
    const reservation = await stage.routing.offer(interactionId, AGENTS.carla, { expiresAt: Date.now() + 1000 });
    await heard(reservation, 'no-answer');
    await sipp.ended;
    carla.stop();
  }, 20_000);

  it('ends with the caller while it rings', async () => {
    const { interactionId, sipp } = await arrives('1001', { hangUpAfter: 800 });
    const carla = await stage.keep(phone({ ...PHONES.carla, deaf: true }));
    await stage.routing.offer(interactionId, AGENTS.carla);
    await sipp.ended;
    expect(await endOf(interactionId)).toMatchObject({ phase: 'ringing', cause: 'caller-hangup' });
    carla.stop();
  }, 20_000);

  it('of an older epoch is refused', async () => {
    const { interactionId, sipp } = await arrives('1001', { hangUpAfter: 500 });
    stage.routing.epoch = 5;
    await stage.routing.offer(interactionId, AGENTS.anna);
    stage.routing.epoch = 4;
    await expect(stage.routing.offer(interactionId, AGENTS.ben)).rejects.toMatchObject({ code: 'TELEPHONY.STALE_EPOCH' });
    stage.routing.epoch = 5;
    await sipp.ended;
  }, 20_000);
});

describe('in talk', () => {
  it('the caller is held and retrieved', async () => {
    const { interactionId, anna, sipp } = await talks({ hangUpAfter: 2500 });
    await stage.routing.bus.call(telephony.hold, head(interactionId, anna));
    await heard(anna, 'held');
    await apart(interactionId);
    await stage.routing.bus.call(telephony.retrieve, head(interactionId, anna));
    await together(interactionId, anna);
    await heard(anna, 'retrieved');
    expect(await sipp.ended).toBe(0);
  }, 20_000);

  it('release ends the caller’s call too when nobody else is there', async () => {
    const { interactionId, anna, sipp } = await talks();
    await stage.routing.bus.call(telephony.release, head(interactionId, anna));
    expect(await sipp.ended).toBe(0);
    expect(await endOf(interactionId)).toMatchObject({ phase: 'talk', cause: 'agent-hangup' });
    expect(stage.routing.outcomes(anna)).toContain('ended');
  }, 20_000);

  it('a blind transfer takes the first one out at once', async () => {
    const { interactionId, anna, sipp } = await talks({ hangUpAfter: 3000 });
    const ben = await stage.routing.offer(interactionId, AGENTS.ben, { kind: 'transfer', fromReservationId: anna });
    await heard(anna, 'ended');
    await heard(ben, 'answered');
    await together(interactionId, ben);
    expect(await sipp.ended).toBe(0);
    expect(await endOf(interactionId)).toMatchObject({ phase: 'talk' });
    const types = (await stage.whole(interactionId)).map((f) => f.type);
    expect(types.filter((type) => type === 'interaction.bridged')).toHaveLength(2);
    expect(types.filter((type) => type === 'interaction.unbridged')).toHaveLength(2);
  }, 20_000);

  it('a failed blind transfer leads back into the line', async () => {
    const { interactionId, anna, sipp } = await talks({ hangUpAfter: 3000 });
    const carla = await stage.keep(phone({ ...PHONES.carla, refuses: '486 Busy Here' }));
    const target = await stage.routing.offer(interactionId, AGENTS.carla, { kind: 'transfer', fromReservationId: anna });
    await heard(target, 'busy');
    const { tenant, fence } = head(interactionId, target);
    await stage.routing.bus.call(telephony.requeue, { tenant, fence, interactionId, reason: 'transfer-failed' });
    const again = await stage.routing.offer(interactionId, AGENTS.ben);
    await together(interactionId, again);
    await sipp.ended;
    carla.stop();
  }, 20_000);

  it('an attended transfer hands the caller over', async () => {
    const { interactionId, anna, sipp } = await talks({ hangUpAfter: 3500 });
    const ben = await stage.routing.offer(interactionId, AGENTS.ben, { kind: 'consult', fromReservationId: anna });
    await heard(ben, 'answered');
    await eventually(async () => (await stage.bridges()).some((b) => b.id === `cb-${ben}` && b.channels.length === 2));
    await stage.routing.bus.call(telephony.consultComplete, { ...head(interactionId, ben), fromReservationId: anna });
    await together(interactionId, ben);
    await heard(anna, 'ended');
    expect(await sipp.ended).toBe(0);
    expect(await endOf(interactionId)).toMatchObject({ phase: 'talk', cause: 'caller-hangup' });
  }, 20_000);

  it('a consultation that is called off gives the caller back', async () => {
    const { interactionId, anna, sipp } = await talks({ hangUpAfter: 3500 });
    const ben = await stage.routing.offer(interactionId, AGENTS.ben, { kind: 'consult', fromReservationId: anna });
    await heard(ben, 'answered');
    await stage.routing.bus.call(telephony.consultCancel, { ...head(interactionId, ben), fromReservationId: anna });
    await heard(ben, 'ended');
    await together(interactionId, anna);
    expect(await sipp.ended).toBe(0);
  }, 20_000);

  it('a consultation that is refused gives the caller back', async () => {
    const { interactionId, anna, sipp } = await talks({ hangUpAfter: 3500 });
    const carla = await stage.keep(phone({ ...PHONES.carla, refuses: '603 Decline' }));
    const half = await stage.routing.offer(interactionId, AGENTS.carla, { kind: 'consult', fromReservationId: anna });
    await heard(half, 'rejected');
    await stage.routing.bus.call(telephony.consultCancel, { ...head(interactionId, half), fromReservationId: anna });
    await together(interactionId, anna);
    await sipp.ended;
    carla.stop();
  }, 20_000);

  it('a caller who hangs up during a consultation leaves nothing behind', async () => {
    const { interactionId, anna, sipp } = await talks({ hangUpAfter: 1500 });
    const ben = await stage.routing.offer(interactionId, AGENTS.ben, { kind: 'consult', fromReservationId: anna });
    await heard(ben, 'answered');
    await sipp.ended;
    expect(await endOf(interactionId)).toMatchObject({ phase: 'talk', cause: 'caller-hangup' });
  }, 20_000);

  it('a transfer to an own number is dialled', async () => {
    const { interactionId, anna } = await talks();
    const reservationId = randomUUID();
    const reply = await stage.routing.bus.call(telephony.dial, {
      ...head(interactionId, reservationId),
      kind: 'transfer',
      expiresAt: Date.now() + 10_000,
      fromReservationId: anna,
      number: '2000',
    });
    expect(reply).toEqual({ ok: true });
    await heard(reservationId, 'answered');
    await together(interactionId, reservationId);
    await heard(reservationId, 'ended');
    expect(await endOf(interactionId)).toMatchObject({ phase: 'talk' });
  }, 30_000);

  it('a number outside is refused without a trunk', async () => {
    const { interactionId, anna, sipp } = await talks({ hangUpAfter: 1000 });
    const reply = await stage.routing.bus.call(telephony.dial, {
      ...head(interactionId, randomUUID()),
      kind: 'transfer',
      expiresAt: Date.now() + 10_000,
      fromReservationId: anna,
      number: '+48123456789',
    });
    expect(reply).toEqual({ ok: false, code: 'TELEPHONY.NO_TRUNK' });
    await sipp.ended;
  }, 20_000);
});

describe('a flow', () => {
  it('greets, takes a key during the prompt and puts the caller in the line she chose', async () => {
    const { interactionId, sipp } = await arrives('1000', { keys: [{ after: 7000, key: '2' }], hangUpAfter: 700 });
    expect(stage.routing.enqueued.at(-1)).toMatchObject({ interactionId, queueId: 'support' });
    await sipp.ended;
    const facts = await stage.whole(interactionId);
    expect(facts.filter((f) => f.type === 'interaction.step').map((f) => [f.data['step'], f.data['choice']])).toEqual([
      ['hello', null], ['menu', null], ['menu', '2'],
    ]);
    expect(facts.some((f) => f.type === 'interaction.notice' && f.data['prompt'] === 'welcome')).toBe(true);
  }, 30_000);

  it('that ends with a message hangs up', async () => {
    const sipp = await stage.keep(caller({ to: '2000', sipPort: stage.asterisk.sipPort }));
    expect(await sipp.ended).toBe(0);
    await eventually(() => stage.routing.ended.at(-1)?.cause === 'flow');
  }, 30_000);

  it('does not exist for a number that nobody knows: she is told so', async () => {
    const sipp = await stage.keep(caller({ to: '5555', sipPort: stage.asterisk.sipPort }));
    expect(await sipp.ended).toBe(0);
    await eventually(() => stage.routing.ended.at(-1)?.cause === 'failed');
  }, 30_000);
});
