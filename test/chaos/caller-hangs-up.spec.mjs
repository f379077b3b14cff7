import { describe, expect, it } from '@jest/globals';
import { eventually } from '../support/eventually.mjs';
import { expectNothingLeft, useSpillway } from '../support/shared.mjs';
import { caller, newNumber } from '../support/sip/parties.mjs';
import { useStaff } from '../support/staff.mjs';

const spillway = useSpillway();
const staff = useStaff(spillway);
expectNothingLeft(spillway);
/** A phone rings for 15 s when nobody takes it back. */
const AT_ONCE_MS = 3000;

/** How her call is counted, whoever else calls. @param {string} number */
async function counted(number) {
  const { interactionId } = await spillway.asterisk.finished(number);
  const facts = await spillway.database.factsUntil(interactionId, 'interaction.ended');
  const of = (/** @type {string} */ type) => facts.filter((f) => f.type === type).map((f) => f.data);
  expect(of('interaction.ended')).toHaveLength(1);
  return { interactionId, of, ended: of('interaction.ended')[0] };
}
/** A phone that rang is silent: its leg is gone long before its own time limit. @param {string} reservation */
const silent = (reservation) =>
  eventually(async () => !(await spillway.asterisk.channels()).some((c) => c.id === reservation), {
    within: AT_ONCE_MS,
    what: 'the phone is silent',
  });
/** No reservation is open for anybody. */
const noneReserved = () =>
  eventually(
    async () => {
      const live = await (await spillway.as('tess')).get('live/snapshot');
      return live.agents.every((/** @type {any} */ a) => !['reserved', 'talking'].includes(a.workState));
    },
    { what: 'no agent is reserved or talking' },
  );

describe('caller hangs up', () => {
  it('in greeting: counted as that, never queued', async () => {
    const who = await staff.keep(caller(spillway, { to: '1000', hangUp: 1200 }));
    expect(await who.ended).toBe(0);
    const { ended, of } = await counted(who.number);
    expect(ended).toMatchObject({ phase: 'greeting', cause: 'caller-hangup' });
    expect(of('queue.entered')).toEqual([]);
  });

  it('in menu: counted as that, never queued', async () => {
    const who = await staff.keep(caller(spillway, { to: '1000', hangUp: 8000 }));
    expect(await who.ended).toBe(0);
    const { ended, of } = await counted(who.number);
    expect(ended).toMatchObject({ phase: 'menu', cause: 'caller-hangup' });
    expect(of('queue.entered')).toEqual([]);
  });

  it('in queue: abandoned, once', async () => {
    const who = await staff.keep(caller(spillway, { hangUp: 1500 }));
    expect(await who.ended).toBe(0);
    const { ended, of } = await counted(who.number);
    expect(ended).toMatchObject({ phase: 'queue', cause: 'caller-hangup' });
    await eventually(async () => (await counted(who.number)).of('queue.left').length === 1);
    expect((await counted(who.number)).of('queue.left')[0].reason).toBe('abandoned');
    expect(of('reservation.created')).toEqual([]);
  });

  it('while ringing: abandoned, the agent free at once and not blamed', async () => {
    const agent = await staff.agent({ deaf: true });
    const who = await staff.keep(caller(spillway, { hangUp: 2500 }));
    const { reservation } = await agent.offered();
    expect(await who.ended).toBe(0);
    await Promise.all([agent.work('idle', AT_ONCE_MS), silent(reservation)]);
    expect(agent.agent.status).toBe('available');
    const { interactionId } = await counted(who.number);
    const facts = await spillway.database.factsUntil(interactionId, 'reservation.rescinded');
    expect(facts.find((f) => f.type === 'reservation.rescinded').data.reason).toBe('caller-gone');
    expect(facts.find((f) => f.type === 'queue.left').data.reason).toBe('abandoned');
    await noneReserved();
  });

  it('in talk: answered, the agent wraps up', async () => {
    const agent = await staff.agent();
    const who = await staff.keep(caller(spillway, { hangUp: 1500 }));
    await agent.talking();
    expect(await who.ended).toBe(0);
    await agent.work('wrapping', AT_ONCE_MS);
    const { ended, of } = await counted(who.number);
    expect(ended).toMatchObject({ phase: 'talk', cause: 'caller-hangup' });
    expect(of('queue.left')[0].reason).toBe('answered');
    await agent.wrapUp();
  });

  it('at transfer, while the colleague’s phone rings: the colleague free at once, nothing left', async () => {
    const agent = await staff.agent();
    const who = await staff.keep(caller(spillway, { hangUp: 4500 }));
    const { reservation } = await agent.talking();
    const colleague = await staff.agent({ deaf: true });
    await agent.api.post(`desk/reservations/${reservation}/transfer`, {
      commandId: crypto.randomUUID(),
      deadline: Date.now() + 10_000,
      mode: 'blind',
      toAgentId: colleague.id,
    });
    const rung = await colleague.offered();
    expect(await who.ended).toBe(0);
    await Promise.all([colleague.work('idle', AT_ONCE_MS), silent(rung.reservation)]);
    expect(colleague.agent.status).toBe('available');
    const { of } = await counted(who.number);
    expect(of('queue.left')).toHaveLength(1);
    await noneReserved();
    await agent.wrapUp();
  });

  it('in the middle of a consultation: both agents free, nothing left', async () => {
    const agent = await staff.agent();
    const who = await staff.keep(caller(spillway, { hangUp: 4000 }));
    const { reservation } = await agent.talking();
    const colleague = await staff.agent();
    await agent.api.post(`desk/reservations/${reservation}/transfer`, {
      commandId: crypto.randomUUID(),
      deadline: Date.now() + 10_000,
      mode: 'attended',
      toAgentId: colleague.id,
    });
    const asked = await colleague.talking();
    expect(await who.ended).toBe(0);
    await Promise.all([
      agent.work('wrapping', AT_ONCE_MS),
      colleague.work('idle', AT_ONCE_MS),
      silent(asked.reservation),
      silent(reservation),
    ]);
    await spillway.asterisk.untilEmpty();
    await agent.wrapUp();
    await noneReserved();
    expect((await counted(who.number)).of('queue.left')).toHaveLength(1);
  });

  it('in the very moment of the answer: one counted call', async () => {
    const number = newNumber();
    const who = await staff.keep(caller(spillway, { number, to: '1001', hangUp: 0 }));
    expect(await who.ended).toBe(0);
    const { ended } = await counted(number);
    expect(ended.cause).toBe('caller-hangup');
  });
});
