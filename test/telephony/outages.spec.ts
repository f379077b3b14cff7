import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { actsOn } from './acts.js';
import { AGENTS, useStage } from './stage.js';

jest.setTimeout(180_000);
const stage = useStage();
const { heard, together, calls, arrives, talks, endOf, clean, until, newcomer } = actsOn(stage);
const restart = async () => {
  await stage.telephony.kill();
  await stage.telephony.start();
};

afterEach(clean);

describe('telephony is killed', () => {
  it('while a caller waits: she is served afterwards, at her old place', async () => {
    const { interactionId, first, caller } = await arrives();
    await stage.telephony.kill();
    const told = stage.routing.enqueued.length;
    await stage.telephony.start();
    const again = await until(() => stage.routing.enqueued.slice(told).find((e) => e.interactionId === interactionId));
    expect(again!.arrivedAt).toBe(first.arrivedAt);
    const anna = await stage.routing.offer(interactionId, AGENTS.anna);
    await together(interactionId, anna);
    caller.hangUp();
    const facts = await stage.whole(interactionId);
    expect(facts.filter((f) => f.type === 'interaction.started')).toHaveLength(1);
  });

  it('while a phone rings, which is answered meanwhile: Asterisk ends that leg, the caller is offered anew', async () => {
    const { interactionId, caller } = await arrives();
    stage.phones.carla.manner = 'rings';
    const reservation = await stage.routing.offer(interactionId, AGENTS.carla);
    await heard(reservation, 'ringing');
    await stage.telephony.kill();
    stage.phones.carla.answer();
    await until(async () => (await stage.channels()).length === 1);
    await stage.telephony.start();
    await heard(reservation, 'lost');
    const ben = await stage.routing.offer(interactionId, AGENTS.ben);
    await together(interactionId, ben);
    caller.hangUp();
  });

  it('while a phone rings, and goes on ringing: the answer counts', async () => {
    const { interactionId, caller } = await arrives();
    stage.phones.carla.manner = 'rings';
    const reservation = await stage.routing.offer(interactionId, AGENTS.carla);
    await heard(reservation, 'ringing');
    await restart();
    stage.phones.carla.answer();
    await heard(reservation, 'answered');
    await together(interactionId, reservation);
    caller.hangUp();
  });

  it('in talk: the talk goes on', async () => {
    const { interactionId, anna, caller } = await talks();
    await stage.telephony.kill();
    await together(interactionId, anna);
    await stage.telephony.start();
    await together(interactionId, anna);
    caller.hangUp();
    expect(await endOf(interactionId)).toMatchObject({ phase: 'talk', cause: 'caller-hangup' });
    const types = (await stage.whole(interactionId)).map((f) => f.type).filter((t) => t !== 'interaction.identified');
    expect(types).toEqual(['interaction.started', 'interaction.bridged', 'interaction.unbridged', 'interaction.ended']);
  });

  it('in talk, and the caller hangs up meanwhile: counted with the time at which she did', async () => {
    const { interactionId, caller } = await talks();
    await stage.telephony.kill();
    caller.hangUp();
    await caller.ended.happened;
    await until(async () => (await stage.channels()).every((c) => c.name.startsWith('PJSIP/agent-')));
    const hungUp = Date.now();
    await stage.telephony.start();
    const end = await endOf(interactionId);
    expect(end).toMatchObject({ phase: 'talk', cause: 'caller-hangup' });
    expect(Math.abs(end.at - hungUp)).toBeLessThan(500);
  });

  it('in a consultation: it can be completed afterwards', async () => {
    const { interactionId, anna, caller } = await talks();
    const ben = await stage.routing.offer(interactionId, AGENTS.ben, { kind: 'consult', fromReservationId: anna });
    await heard(ben, 'answered');
    await restart();
    const { consultComplete } = await import('#common/contracts/telephony.js');
    await stage.routing.bus.call(consultComplete, {
      ...stage.routing.head(interactionId, ben),
      fromReservationId: anna,
    });
    await together(interactionId, ben);
    caller.hangUp();
  });

  it('and a caller comes and goes while it is away: counted by Asterisk’s records', async () => {
    await stage.telephony.kill();
    const caller = await calls('1001');
    await caller.answered.happened;
    caller.hangUp();
    await caller.ended.happened;
    await stage.telephony.start();
    const facts = await until(async () => {
      const seen = (await stage.all('interaction.ended')).filter((f) => f.data['witness'] === 'cdr');
      return seen.length > 0 ? seen : undefined;
    });
    expect(facts).toHaveLength(1);
    expect(facts![0]!.data).toMatchObject({ phase: 'arriving', cause: 'not-served' });
  });

  it('in the greeting: she hears it again and goes on', async () => {
    const next = newcomer();
    const caller = await calls('1000');
    await until(async () => (await stage.all('interaction.step')).length > 0);
    await restart();
    await until(async () => (await stage.all('interaction.step')).some((f) => f.data['step'] === 'menu'));
    caller.key('1');
    await next();
    caller.hangUp();
  });
});

describe('Asterisk is killed', () => {
  it('ends its calls, keeps tickets, and serves the next caller', async () => {
    const waiting = await arrives();
    const talking = await talks();
    await stage.restartAsterisk();
    expect(await endOf(waiting.interactionId)).toMatchObject({ phase: 'queue', cause: 'node-lost', keepTicket: true });
    expect(await endOf(talking.interactionId)).toMatchObject({ phase: 'talk', cause: 'node-lost', keepTicket: true });
    waiting.caller.vanish();
    talking.caller.vanish();
    const next = await talks();
    next.caller.hangUp();
    await endOf(next.interactionId);
  });
});

describe('NATS is away', () => {
  it('the caller is put in line at her arrival when it is back', async () => {
    const next = newcomer();
    await stage.engines.nats.stop();
    const began = Date.now();
    const caller = await calls('1001');
    await caller.answered.happened;
    await until(() => Date.now() - began > 3000);
    await stage.engines.nats.start();
    const entry = (await next())!;
    expect(entry.arrivedAt - began).toBeLessThan(1500);
    caller.hangUp();
    await endOf(entry.interactionId);
  });
});
