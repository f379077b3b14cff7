import { describe, expect, it } from '@jest/globals';
import { eventually } from '../support/eventually.mjs';
import { useQueueLimits } from '../support/queue-limits.mjs';
import { expectNothingLeft, useSpillway } from '../support/shared.mjs';
import { caller } from '../support/sip/parties.mjs';
import { useStaff } from '../support/staff.mjs';

const spillway = useSpillway();
const staff = useStaff(spillway);
expectNothingLeft(spillway);

/** @param {string} interactionId */
const arrivals = async (interactionId) =>
  (await spillway.database.facts(interactionId))
    .filter((f) => ['queue.entered', 'queue.returned'].includes(f.type))
    .map((f) => f.data.arrivedAt);

describe("agent's page closes or loses its network while ringing", () => {
  it.each([
    ['closes', (/** @type {any} */ desk) => desk.leave()],
    ['loses its network', (/** @type {any} */ desk) => desk.cut()],
  ])('%s: next agent; caller keeps her place', async (_, vanish) => {
    const first = await staff.agent({ deaf: true });
    const who = await staff.keep(caller(spillway));
    const interactionId = await spillway.asterisk.interactionOf(who.number);
    const { reservation } = await first.offered();
    const second = await staff.agent();
    vanish(first);
    // Well within the fifteen seconds that her phone would have rung on.
    await second.talking(10_000);
    const facts = await spillway.database.facts(interactionId);
    const taken = facts.find((f) => f.data.reservationId === reservation && f.type === 'reservation.rescinded');
    expect(taken.data.reason).toBe('desktop-lost');
    expect(new Set(await arrivals(interactionId)).size).toBe(1);
    expect(facts.filter((f) => f.type === 'queue.entered')).toHaveLength(1);
    await second.command('hang-up', { reservation: (await second.talking()).reservation });
    expect(await who.ended).toBe(0);
    await second.wrapUp();
  });
});

describe('agent does not answer', () => {
  const ringMs = 5000;
  useQueueLimits(spillway, 'sales', { ringMs });

  it('ring-no-answer: agent set not-responding with reason, caller keeps her place', async () => {
    const deaf = await staff.agent({ deaf: true });
    const who = await staff.keep(caller(spillway));
    const interactionId = await spillway.asterisk.interactionOf(who.number);
    await deaf.offered();
    const { arrivedAt } = (await spillway.database.factsUntil(interactionId, 'queue.entered')).find(
      (f) => f.type === 'queue.entered',
    ).data;
    await eventually(() => deaf.agent.status === 'not-responding', { within: 20_000, what: 'not-responding' });
    expect(deaf.agent.reason).toBe('ring-no-answer');
    const helper = await staff.agent();
    const { reservation } = await helper.talking();
    const facts = await spillway.database.facts(interactionId);
    expect(facts.filter((f) => f.type === 'reservation.timeout')).toHaveLength(1);
    expect(new Set(await arrivals(interactionId))).toEqual(new Set([arrivedAt]));
    // Her wait counts from her arrival, not from the second offer.
    const accepted = facts.find((f) => f.type === 'reservation.accepted').data;
    expect(accepted.waited).toBeGreaterThan(ringMs - 500);
    await helper.command('hang-up', { reservation });
    expect(await who.ended).toBe(0);
    await helper.wrapUp();
  }, 60_000);

  it.each([
    ['is busy', '486 Busy Here'],
    ['refuses', '603 Decline'],
  ])('her phone %s: the next agent is rung at once, and she is not asked again', async (_, refuses) => {
    // Who came first is asked first.
    const first = await staff.agent({ refuses });
    const next = await staff.agent();
    const who = await staff.keep(caller(spillway));
    const interactionId = await spillway.asterisk.interactionOf(who.number);
    const { reservation } = await next.talking();
    expect(first.agent).toMatchObject({ status: 'away', reason: 'rejected', workState: 'idle' });
    const facts = await spillway.database.factsUntil(interactionId, 'reservation.accepted');
    const [offered, again] = facts.filter((f) => f.type === 'reservation.created').map((f) => f.data);
    expect(offered.agentId).toBe(first.id);
    const refused = facts.filter((f) => f.type === 'reservation.rejected').map((f) => f.data);
    expect(refused).toMatchObject([{ reservationId: offered.reservationId, by: 'phone' }]);
    // Long before the time that an unanswered phone would have.
    expect(again.at - offered.at).toBeLessThan(3000);
    expect(new Set(await arrivals(interactionId)).size).toBe(1);
    await next.command('hang-up', { reservation });
    expect(await who.ended).toBe(0);
    await next.wrapUp();
  });
});
