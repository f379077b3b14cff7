import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import * as telephony from '#common/contracts/telephony.js';
import { actsOn } from './acts.js';
import { AGENTS, useStage } from './stage.js';

jest.setTimeout(120_000);
const stage = useStage();
const { heard, together, calls, arrives, talks, endOf, apart, consulting, clean, head, until, newcomer } =
  actsOn(stage);
const order = (contract: typeof telephony.hold, interactionId: string, reservationId: string) =>
  stage.routing.bus.call(contract, head(interactionId, reservationId));

afterEach(clean);

describe('an offer', () => {
  it('carries its reservation, so that the page knows what rings', async () => {
    const { interactionId, caller } = await arrives();
    stage.phones.carla.manner = 'rings';
    const reservation = await stage.routing.offer(interactionId, AGENTS.carla);
    await heard(reservation, 'ringing');
    expect(stage.phones.carla.lastInvite('x-spillway-reservation')).toBe(reservation);
    caller.hangUp();
  });

  it('that is rescinded leaves the caller in line', async () => {
    const { interactionId, caller } = await arrives();
    stage.phones.carla.manner = 'rings';
    const reservation = await stage.routing.offer(interactionId, AGENTS.carla);
    await heard(reservation, 'ringing');
    expect(await order(telephony.rescind, interactionId, reservation)).toEqual({ ok: true });
    await until(() => stage.phones.carla.calls.length === 0);
    caller.hangUp();
    expect(await endOf(interactionId)).toMatchObject({ phase: 'queue', cause: 'caller-hangup' });
  });

  it.each([
    ['486 Busy Here', 'busy'],
    ['603 Decline', 'rejected'],
    ['480 Temporarily Unavailable', 'no-answer'],
    ['404 Not Found', 'unreachable'],
  ])('that the phone refuses with %s is reported as %s', async (refuses, outcome) => {
    const { interactionId, caller } = await arrives();
    stage.phones.carla.manner = { refuses };
    const reservation = await stage.routing.offer(interactionId, AGENTS.carla);
    await heard(reservation, outcome);
    caller.hangUp();
    expect(await endOf(interactionId)).toMatchObject({ phase: 'queue' });
  });

  it('that nobody answers ends at its limit', async () => {
    const { interactionId, caller } = await arrives();
    stage.phones.carla.manner = 'rings';
    const reservation = await stage.routing.offer(interactionId, AGENTS.carla, { expiresAt: Date.now() + 1000 });
    await heard(reservation, 'no-answer');
    caller.hangUp();
  });

  it('ends with the caller while it rings', async () => {
    const { interactionId, caller } = await arrives();
    stage.phones.carla.manner = 'rings';
    await stage.routing.offer(interactionId, AGENTS.carla);
    await until(() => stage.phones.carla.calls.length === 1);
    caller.hangUp();
    expect(await endOf(interactionId)).toMatchObject({ phase: 'ringing', cause: 'caller-hangup' });
    await until(() => stage.phones.carla.calls.length === 0);
  });

  it('of an older epoch is refused', async () => {
    const { interactionId, caller } = await arrives();
    stage.phones.anna.manner = 'rings';
    stage.routing.epoch = 5;
    await stage.routing.offer(interactionId, AGENTS.anna);
    stage.routing.epoch = 4;
    await expect(stage.routing.offer(interactionId, AGENTS.ben)).rejects.toMatchObject({
      code: 'TELEPHONY.STALE_EPOCH',
    });
    stage.routing.epoch = 5;
    caller.hangUp();
  });

  it('for a call that is gone is refused', async () => {
    const nobody = randomUUID();
    const reply = await stage.routing.bus.call(telephony.offer, {
      ...head(nobody, randomUUID()),
      agentId: AGENTS.anna,
      kind: 'offer',
      expiresAt: Date.now() + 5000,
      queueId: null,
      fromReservationId: null,
    });
    expect(reply).toEqual({ ok: false, code: 'TELEPHONY.CALL_GONE' });
  });
});

describe('in talk', () => {
  it('two are never in a conference', async () => {
    const { interactionId, caller } = await talks();
    const bridge = (await stage.bridges()).find((b) => b.id === `br-${interactionId}`);
    expect(bridge?.technology).toMatch(/^(simple_bridge|native_rtp)$/);
    caller.hangUp();
    expect(await endOf(interactionId)).toMatchObject({ phase: 'talk', cause: 'caller-hangup', keepTicket: false });
    const types = (await stage.whole(interactionId)).map((f) => f.type).filter((t) => t !== 'interaction.identified');
    expect(types).toEqual(['interaction.started', 'interaction.bridged', 'interaction.unbridged', 'interaction.ended']);
  });

  it('the caller is held and retrieved', async () => {
    const { interactionId, anna, caller } = await talks();
    await order(telephony.hold, interactionId, anna);
    await heard(anna, 'held');
    await apart(interactionId);
    await order(telephony.retrieve, interactionId, anna);
    await together(interactionId, anna);
    await heard(anna, 'retrieved');
    caller.hangUp();
  });

  it('release ends the caller’s call too when nobody else is there', async () => {
    const { interactionId, anna, caller } = await talks();
    await order(telephony.release, interactionId, anna);
    await caller.ended.happened;
    expect(await endOf(interactionId)).toMatchObject({ phase: 'talk', cause: 'agent-hangup' });
    expect(stage.routing.outcomes(anna)).toContain('ended');
  });

  it('the agent’s phone hangs up', async () => {
    const { interactionId, anna, caller } = await talks();
    stage.phones.anna.hangUp();
    await heard(anna, 'ended');
    await caller.ended.happened;
    expect(await endOf(interactionId)).toMatchObject({ cause: 'agent-hangup' });
  });

  it('a blind transfer takes the first one out at once', async () => {
    const { interactionId, anna, caller } = await talks();
    const ben = await stage.routing.offer(interactionId, AGENTS.ben, { kind: 'transfer', fromReservationId: anna });
    await heard(anna, 'ended');
    await heard(ben, 'answered');
    await together(interactionId, ben);
    caller.hangUp();
    expect(await endOf(interactionId)).toMatchObject({ phase: 'talk' });
    const types = (await stage.whole(interactionId)).map((f) => f.type);
    expect(types.filter((type) => type === 'interaction.bridged')).toHaveLength(2);
    expect(types.filter((type) => type === 'interaction.unbridged')).toHaveLength(2);
  });

  it('the caller hangs up while the target of a blind transfer rings', async () => {
    const { interactionId, anna, caller } = await talks();
    stage.phones.ben.manner = 'rings';
    const ben = await stage.routing.offer(interactionId, AGENTS.ben, { kind: 'transfer', fromReservationId: anna });
    await heard(ben, 'ringing');
    caller.hangUp();
    expect(await endOf(interactionId)).toMatchObject({ phase: 'transfer', cause: 'caller-hangup' });
    await until(() => stage.phones.ben.calls.length === 0);
  });

  it('a failed blind transfer leads back into the line', async () => {
    const { interactionId, anna, caller } = await talks();
    stage.phones.carla.manner = { refuses: '486 Busy Here' };
    const target = await stage.routing.offer(interactionId, AGENTS.carla, {
      kind: 'transfer',
      fromReservationId: anna,
    });
    await heard(target, 'busy');
    const { tenant, fence } = head(interactionId, target);
    await stage.routing.bus.call(telephony.requeue, { tenant, fence, interactionId, reason: 'transfer-failed' });
    const again = await stage.routing.offer(interactionId, AGENTS.ben);
    await together(interactionId, again);
    caller.hangUp();
  });

  it('a transfer into another line leaves the agent out', async () => {
    const { interactionId, anna, caller } = await talks();
    const { tenant, fence } = head(interactionId, anna);
    await stage.routing.bus.call(telephony.requeue, { tenant, fence, interactionId, reason: 'transferred' });
    await order(telephony.release, interactionId, anna);
    await heard(anna, 'ended');
    const ben = await stage.routing.offer(interactionId, AGENTS.ben);
    await together(interactionId, ben);
    caller.hangUp();
  });

  it('an attended transfer hands the caller over', async () => {
    const { interactionId, anna, caller } = await talks();
    const ben = await stage.routing.offer(interactionId, AGENTS.ben, { kind: 'consult', fromReservationId: anna });
    await heard(ben, 'answered');
    await consulting(ben);
    await stage.routing.bus.call(telephony.consultComplete, { ...head(interactionId, ben), fromReservationId: anna });
    await together(interactionId, ben);
    await heard(anna, 'ended');
    caller.hangUp();
    expect(await endOf(interactionId)).toMatchObject({ phase: 'talk', cause: 'caller-hangup' });
  });

  it('who consults hangs up: the one she asked can take the caller', async () => {
    const { interactionId, anna, caller } = await talks();
    const ben = await stage.routing.offer(interactionId, AGENTS.ben, { kind: 'consult', fromReservationId: anna });
    await consulting(ben);
    stage.phones.anna.hangUp();
    await heard(anna, 'ended');
    await stage.routing.bus.call(telephony.consultComplete, { ...head(interactionId, ben), fromReservationId: anna });
    await together(interactionId, ben);
    caller.hangUp();
  });

  it('a consultation that is called off gives the caller back', async () => {
    const { interactionId, anna, caller } = await talks();
    const ben = await stage.routing.offer(interactionId, AGENTS.ben, { kind: 'consult', fromReservationId: anna });
    await consulting(ben);
    await stage.routing.bus.call(telephony.consultCancel, { ...head(interactionId, ben), fromReservationId: anna });
    await heard(ben, 'ended');
    await together(interactionId, anna);
    caller.hangUp();
  });

  it('a consultation that is refused gives the caller back', async () => {
    const { interactionId, anna, caller } = await talks();
    stage.phones.carla.manner = { refuses: '603 Decline' };
    const half = await stage.routing.offer(interactionId, AGENTS.carla, { kind: 'consult', fromReservationId: anna });
    await heard(half, 'rejected');
    await stage.routing.bus.call(telephony.consultCancel, { ...head(interactionId, half), fromReservationId: anna });
    await together(interactionId, anna);
    caller.hangUp();
  });

  it('a caller who hangs up during a consultation leaves nothing behind', async () => {
    const { interactionId, anna, caller } = await talks();
    const ben = await stage.routing.offer(interactionId, AGENTS.ben, { kind: 'consult', fromReservationId: anna });
    await consulting(ben);
    caller.hangUp();
    expect(await endOf(interactionId)).toMatchObject({ phase: 'talk', cause: 'caller-hangup' });
  });

  it('a transfer to an own number is dialled', async () => {
    const { interactionId, anna } = await talks();
    const reservationId = randomUUID();
    const reply = await stage.routing.bus.call(telephony.dial, {
      ...head(interactionId, reservationId),
      kind: 'transfer',
      expiresAt: Date.now() + 20_000,
      fromReservationId: anna,
      number: '2000',
    });
    expect(reply).toEqual({ ok: true });
    await heard(reservationId, 'answered');
    await heard(reservationId, 'ended');
    expect(await endOf(interactionId)).toMatchObject({ phase: 'talk' });
  });

  it('a number outside is refused without a trunk', async () => {
    const { interactionId, anna, caller } = await talks();
    const reply = await stage.routing.bus.call(telephony.dial, {
      ...head(interactionId, randomUUID()),
      kind: 'transfer',
      expiresAt: Date.now() + 10_000,
      fromReservationId: anna,
      number: '+48123456789',
    });
    expect(reply).toEqual({ ok: false, code: 'TELEPHONY.NO_TRUNK' });
    caller.hangUp();
  });
});

describe('another tenant', () => {
  it('sees no call of this one and ends none', async () => {
    const { interactionId, anna, caller } = await talks();
    const ask = (tenant: string) => stage.routing.bus.call(telephony.snapshot, { tenant });
    const seen = async (tenant: string) => (await ask(tenant)).calls.map((call) => call.interactionId);
    expect([await seen('main'), await seen('other')]).toEqual([[interactionId], []]);
    const others = { ...head(interactionId, anna), tenant: 'other' };
    const refused = { ok: false, code: 'TELEPHONY.CALL_GONE' };
    expect(await stage.routing.bus.call(telephony.release, others)).toEqual(refused);
    expect(await stage.routing.bus.call(telephony.rescind, others)).toEqual(refused);
    await together(interactionId, anna);
    caller.hangUp();
    expect(await endOf(interactionId)).toMatchObject({ phase: 'talk', cause: 'caller-hangup' });
  });
});

describe('an agent’s phone vanishes in talk', () => {
  it('the caller stays, and a new leg joins', async () => {
    const { interactionId, anna, caller } = await talks();
    await stage.hangUpChannel(anna);
    await heard(anna, 'lost');
    await apart(interactionId);
    const again = { ...head(interactionId, anna), agentId: AGENTS.anna };
    expect(await stage.routing.bus.call(telephony.rejoin, again)).toEqual({ ok: true });
    await heard(anna, 'rejoined');
    await together(interactionId, `${anna}.r1`);
    expect(stage.phones.anna.lastInvite('x-spillway-reservation')).toBe(anna);
    expect(stage.phones.anna.lastInvite('x-spillway-rejoin')).toBe('1');
    caller.hangUp();
    const types = (await stage.whole(interactionId)).map((f) => f.type);
    expect(types.filter((type) => type === 'interaction.bridged')).toHaveLength(2);
  });

  it('and does not come back: the caller is in line again', async () => {
    const { interactionId, anna, caller } = await talks();
    await stage.hangUpChannel(anna);
    await heard(anna, 'lost');
    const { tenant, fence } = head(interactionId, anna);
    await stage.routing.bus.call(telephony.requeue, { tenant, fence, interactionId, reason: 'agent-lost' });
    const ben = await stage.routing.offer(interactionId, AGENTS.ben);
    await together(interactionId, ben);
    caller.hangUp();
    expect(await endOf(interactionId)).toMatchObject({ phase: 'talk' });
  });
});

describe('an agent calls a customer', () => {
  const callsOut = async () => {
    const customerId = randomUUID();
    stage.customers.numbers.set(customerId, '1001');
    const [interactionId, anna] = [randomUUID(), randomUUID()];
    const next = newcomer();
    const reply = await stage.routing.bus.call(telephony.callOut, {
      ...head(interactionId, anna),
      agentId: AGENTS.anna,
      customerId,
      expiresAt: Date.now() + 20_000,
      queueId: null,
    });
    expect(reply).toEqual({ ok: true });
    await heard(anna, 'answered');
    return { customerId, interactionId, anna, next };
  };
  /** In talk with the customer, whose own number leads back into a line here. */
  const reaches = async () => {
    const call = await callsOut();
    await call.next();
    await together(call.interactionId, call.anna);
    return call;
  };

  it('her own phone first, then the customer’s', async () => {
    const { interactionId } = await reaches();
    stage.phones.anna.hangUp();
    expect(await endOf(interactionId)).toMatchObject({ cause: 'agent-hangup' });
  });

  it('and hands him over blind: he stays, and the next one has him', async () => {
    const { interactionId, anna } = await reaches();
    const ben = await stage.routing.offer(interactionId, AGENTS.ben, { kind: 'transfer', fromReservationId: anna });
    await heard(anna, 'ended');
    await heard(ben, 'answered');
    await together(interactionId, ben);
    await stage.hangUpChannel(`c-${interactionId}`);
    expect(await endOf(interactionId)).toMatchObject({ phase: 'talk', cause: 'caller-hangup' });
  });

  it('and sends him into a line: he waits there, and it is he who leaves', async () => {
    const { interactionId, anna } = await reaches();
    const { tenant, fence } = head(interactionId, anna);
    await stage.routing.bus.call(telephony.requeue, { tenant, fence, interactionId, reason: 'transferred' });
    await order(telephony.release, interactionId, anna);
    await heard(anna, 'ended');
    stage.phones.ben.manner = 'rings';
    const ben = await stage.routing.offer(interactionId, AGENTS.ben);
    await heard(ben, 'ringing');
    await stage.hangUpChannel(`c-${interactionId}`);
    expect(await endOf(interactionId)).toMatchObject({ phase: 'ringing', cause: 'caller-hangup' });
  });

  it('and hangs up while his number is asked for: his phone stays silent', async () => {
    let free = () => {};
    stage.customers.busyUntil = new Promise((resolve) => {
      free = resolve;
    });
    const { customerId, interactionId } = await callsOut();
    await until(() => stage.customers.numbersAsked.includes(customerId));
    stage.phones.anna.hangUp();
    expect(await endOf(interactionId)).toMatchObject({ cause: 'agent-hangup' });
    stage.customers.busyUntil = undefined;
    free();
    // A whole call later the answer has long been heard.
    const second = await reaches();
    expect((await stage.channels()).filter(({ id }) => id === `c-${interactionId}`)).toEqual([]);
    stage.phones.anna.hangUp();
    await endOf(second.interactionId);
  });
});

describe('a flow', () => {
  it('takes a key during the prompt and puts the caller in the line she chose', async () => {
    const caller = await calls('1000');
    const next = newcomer();
    await until(async () => (await stage.all('interaction.step')).some((f) => f.data['step'] === 'menu'));
    caller.key('2');
    const entry = (await next())!;
    expect(entry).toMatchObject({ queueId: 'support' });
    caller.hangUp();
    const facts = await stage.whole(entry.interactionId);
    expect(facts.filter((f) => f.type === 'interaction.step').map((f) => [f.data['step'], f.data['choice']])).toEqual([
      ['hello', null],
      ['menu', null],
      ['menu', '2'],
    ]);
    expect(facts.some((f) => f.type === 'interaction.notice' && f.data['prompt'] === 'welcome')).toBe(true);
  });

  it('that ends with a message hangs up', async () => {
    const caller = await calls('2000');
    await caller.ended.happened;
    await until(() => stage.routing.ended.at(-1)?.cause === 'flow');
  });

  it('does not exist for a number that nobody knows: she is told so', async () => {
    const caller = await calls('5555');
    await caller.ended.happened;
    await until(() => stage.routing.ended.at(-1)?.cause === 'failed');
  });
});
