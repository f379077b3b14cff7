import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import * as telephony from '#common/contracts/telephony.js';
import { aQueue } from '../builders/setup.builder.js';
import { actsOn } from './acts.js';
import { Ear } from './ear.js';
import { Phone } from './sip.js';
import { AGENTS, useStage } from './stage.js';

jest.setTimeout(120_000);
const waiting = { position: true, estimate: true, everyMs: 1500, sound: 'music' } as const;
const callback = {
  offer: true,
  key: '1',
  expiresMs: 3_600_000,
  attempts: 3,
  retryMs: 60_000,
  first: 'agent',
} as const;
const CARRIER = { ip: '127.0.0.14', port: 21_000 + (process.pid % 10_000) };
const stage = useStage(
  { SPILLWAY_TRUNK: 'carrier' },
  { trunks: [{ name: 'carrier', contact: `sip:${CARRIER.ip}:${CARRIER.port}`, match: [CARRIER.ip] }] },
  [aQueue('sales', { callback, waiting })],
);
const { arrives, calls, until, heard, together, endOf, clean, head, newcomer } = actsOn(stage);

/** The phone of her who is called back, behind the carrier. */
let hers: Phone;
let ear: Ear;
beforeAll(async () => {
  hers = await Phone.at(CARRIER.ip, CARRIER.port);
});
beforeEach(async () => {
  ear = await Ear.open(stage.asterisk.soundsDir);
  hers.manner = { answersAfter: 20 };
  hers.calls.length = 0;
  stage.routing.takes = { ok: true };
  stage.routing.standing = () => ({ waiting: true, queueId: 'sales', position: 2, ahead: 1, present: 1 });
});
afterEach(async () => {
  ear.close();
  await clean();
});
afterAll(() => hers?.close());

const steps = async (interactionId: string) =>
  (await stage.facts(interactionId)).filter((f) => f.type === 'interaction.step').map((f) => f.data['step']);

describe('who waits', () => {
  /** In line, and customers knows her number. */
  const waits = async () => {
    const call = await arrives('1001', ear.port);
    const known = await until(() =>
      stage.routing.enqueued.find((e) => e.interactionId === call.interactionId && e.customerId),
    );
    stage.customers.numbers.set(known!.customerId!, '+48221234567');
    return call;
  };

  it('hears the offer after her place, presses the key, and is told that her place is kept', async () => {
    const { interactionId, caller } = await waits();
    await until(() => ear.hears('callback-offer-1'));
    expect(ear.hears('position-2')).toBe(true);
    caller.key('1');
    await caller.ended.happened;
    expect(ear.hears('callback-kept', 'end')).toBe(true);
    expect(stage.routing.taken.filter((id) => id === interactionId)).toHaveLength(1);
    expect(await endOf(interactionId)).toMatchObject({ cause: 'callback', keepTicket: false });
    expect(await steps(interactionId)).toEqual(['callback']);
  });

  it('waits on when routing says no, and with any other key', async () => {
    stage.routing.takes = { ok: false, code: 'ROUTING.CALLBACK_OFF' };
    const { interactionId, caller } = await waits();
    caller.key('2');
    caller.key('1');
    await until(() => ear.hears('callback-no-number'));
    await until(() => ear.hearsMusic());
    expect(stage.routing.taken.filter((id) => id === interactionId)).toHaveLength(1);
    caller.hangUp();
    expect(await endOf(interactionId)).toMatchObject({ phase: 'queue', cause: 'caller-hangup' });
  });

  it('is offered nothing, and told so at the key, when nobody knows her number', async () => {
    const { interactionId, caller } = await arrives('1001', ear.port);
    await until(() => ear.hears('position-2'));
    await until(() => ear.hearsMusic());
    expect(ear.hears('callback-offer-1')).toBe(false);
    caller.key('1');
    await until(() => ear.hears('callback-no-number'));
    expect(stage.routing.taken).not.toContain(interactionId);
    caller.hangUp();
    await endOf(interactionId);
  });

  it('does not take one by the key that leads into the line', async () => {
    const next = newcomer();
    const caller = await calls('1000');
    await until(async () => (await stage.all('interaction.step')).some((f) => f.data['step'] === 'menu'));
    caller.key('1');
    const { interactionId } = (await next())!;
    await until(async () => (await steps(interactionId)).includes('menu'));
    expect(stage.routing.taken).not.toContain(interactionId);
    caller.hangUp();
    await endOf(interactionId);
  });

  it('is let go with her place after a restart in the moment of the key', async () => {
    const { interactionId, caller } = await waits();
    await until(() => ear.hears('callback-offer-1'));
    caller.key('1');
    await until(() => stage.routing.taken.includes(interactionId));
    await stage.telephony.kill();
    await stage.telephony.start();
    await caller.ended.happened;
    expect(await endOf(interactionId)).toMatchObject({ cause: 'callback' });
  });
});

describe('she is called back', () => {
  const callsBack = async (first: 'agent' | 'customer') => {
    const customerId = randomUUID();
    stage.customers.numbers.set(customerId, '+48221234567');
    const [interactionId, anna] = [randomUUID(), randomUUID()];
    const reply = await stage.routing.bus.call(telephony.callOut, {
      ...head(interactionId, anna),
      agentId: AGENTS.anna,
      customerId,
      expiresAt: Date.now() + 60_000,
      queueId: 'sales',
      first,
      ringMs: 15_000,
    });
    expect(reply).toEqual({ ok: true });
    return { interactionId, anna };
  };

  it('agent first: her agent is there when she answers, and routing hears of both', async () => {
    const { interactionId, anna } = await callsBack('agent');
    await heard(anna, 'customer-answered');
    expect(stage.routing.outcomes(anna).filter((o) => o !== 'ringing')).toEqual(['answered', 'customer-answered']);
    await together(interactionId, anna);
    hers.hangUp();
    expect(await endOf(interactionId)).toMatchObject({ phase: 'talk', cause: 'caller-hangup' });
  });

  it('agent first: she is busy, and it ends as not served', async () => {
    hers.manner = { refuses: '486 Busy Here' };
    const { interactionId, anna } = await callsBack('agent');
    expect(await endOf(interactionId)).toMatchObject({ phase: 'ringing', cause: 'not-served' });
    expect(stage.routing.outcomes(anna)).not.toContain('customer-answered');
    await until(() => stage.phones.anna.calls.length === 0);
  });

  it('customer first: the agent’s phone is silent until she answers', async () => {
    hers.manner = 'rings';
    const { interactionId, anna } = await callsBack('customer');
    await until(() => hers.calls.length === 1);
    expect(stage.phones.anna.calls).toHaveLength(0);
    const [call] = (await stage.routing.bus.call(telephony.snapshot, { tenant: 'main' })).calls;
    expect(call?.legs).toEqual([{ reservationId: anna, state: 'ringing' }]);
    hers.answer();
    await heard(anna, 'answered');
    expect(stage.routing.outcomes(anna)[0]).toBe('customer-answered');
    await together(interactionId, anna);
    stage.phones.anna.hangUp();
    expect(await endOf(interactionId)).toMatchObject({ phase: 'talk', cause: 'agent-hangup' });
  });

  it('customer first: her agent does not answer, so she waits for the next one', async () => {
    stage.phones.anna.manner = { refuses: '486 Busy Here' };
    const { interactionId, anna } = await callsBack('customer');
    await heard(anna, 'busy');
    const ben = await stage.routing.offer(interactionId, AGENTS.ben);
    await heard(ben, 'answered');
    await together(interactionId, ben);
    hers.hangUp();
    expect(await endOf(interactionId)).toMatchObject({ phase: 'talk', cause: 'caller-hangup' });
  });

  it('customer first: the agent is taken back while her phone rings, and it stops ringing', async () => {
    hers.manner = 'rings';
    const { interactionId, anna } = await callsBack('customer');
    await until(() => hers.calls.length === 1);
    await stage.routing.bus.call(telephony.rescind, head(interactionId, anna));
    expect(await endOf(interactionId)).toMatchObject({ cause: 'not-served' });
    await until(() => hers.calls.length === 0);
  });
});

describe('who asks on a page', () => {
  const ask = async (body: object) => {
    const answer = await fetch(`${stage.url}/api/v1/callbacks`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  };
  const hers = { queue: 'sales', number: '+48221234567', language: 'pl', text: 'about my pump' };
  beforeEach(() => {
    stage.routing.terms = { offered: true, open: true, opensAt: 0, slots: [] };
    stage.routing.requests = { ok: true, dueAt: 1 };
  });

  it('has her place kept; her number and words stay with customers', async () => {
    const { status, body } = await ask(hers);
    expect([status, body['dueAt']]).toEqual([201, 1]);
    const asked = stage.routing.requested.at(-1)!;
    expect(asked).toMatchObject({
      ticketId: body['id'],
      queueId: 'sales',
      origin: 'web',
      verified: false,
      language: 'pl',
    });
    expect(JSON.stringify(asked)).not.toMatch(/48221234567|pump/);
    expect(stage.customers.asked.at(-1)).toMatchObject({ value: '+48221234567', numberFrom: 'claimed' });
    expect(stage.customers.contexts.at(-1)).toMatchObject({ ticketId: body['id'], text: 'about my pump' });
  });

  it('is refused with a code and what to do, before anything of hers is kept', async () => {
    const known = stage.customers.asked.length;
    const code = async (also: object) => (await ask({ ...hers, ...also })).body['code'];
    expect(await code({ number: '112' })).toBe('CALLBACKS.BAD_NUMBER');
    expect(await code({ number: '+48701234567' })).toBe('CALLBACKS.NUMBER_FORBIDDEN');
    expect(await code({ colour: 'red' })).toBe('HTTP.BAD_INPUT');
    stage.routing.terms = { offered: true, open: false, opensAt: null, slots: [] };
    expect(await code({})).toBe('CALLBACKS.CLOSED');
    stage.routing.terms = { offered: false, open: true, opensAt: 0, slots: [] };
    expect(await code({})).toBe('CALLBACKS.OFF');
    expect(stage.customers.asked).toHaveLength(known);
    stage.routing.terms = { offered: true, open: true, opensAt: 0, slots: [] };
    stage.routing.requests = { ok: false, code: 'ROUTING.CALLBACK_DUPLICATE' };
    const { status, body } = await ask(hers);
    expect([status, body['code']]).toEqual([409, 'CALLBACKS.DUPLICATE']);
    expect(String(body['hint'])).toContain('Wait for the call');
  });

  it('reads the slots, and is told to wait when she asks too often', async () => {
    const slots = [{ from: 10, to: 20, free: 1 }];
    stage.routing.terms = { offered: true, open: true, opensAt: 0, slots };
    const read = () => fetch(`${stage.url}/api/v1/callbacks/sales/slots`);
    expect(await (await read()).json()).toMatchObject({ offered: true, slots });
    const statuses = await Promise.all(Array.from({ length: 30 }, async () => (await read()).status));
    expect(statuses).toContain(429);
  });
});
