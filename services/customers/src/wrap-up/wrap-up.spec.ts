import { describe, expect, it } from '@jest/globals';
import { reservationGet, routingFacts, wrapUp } from '#common/contracts/routing.js';
import { telephonyFacts } from '#common/contracts/telephony.js';
import { anna, CANARY, useCustomers } from '../../../../test/customers/stage.js';

const stage = useCustomers();
const { answer, call, clock, desk, holds, rows, tell, tokens } = stage;

describe('wrap-up', () => {
  it('keeps the note, tells routing, and shows at the next contact what was', async () => {
    const number = CANARY.other;
    const { interactionId, customerId } = await call(number);
    const at = clock.now();
    const reservationId = holds(interactionId);
    const about = { interactionId, reservationId, agentId: anna, queueId: 'sales', at };
    await tell(telephonyFacts.started, {
      interactionId,
      at,
      medium: 'voice',
      direction: 'inbound',
      node: 'a',
      channel: '1.1',
      entry: '1000',
      witness: 'ari',
    });
    await tell(routingFacts.queueLeft, {
      interactionId,
      at,
      queueId: 'sales',
      reason: 'answered',
      waited: 1,
      reservationId,
    });
    await tell(routingFacts.reservationAccepted, { ...about, kind: 'offer', rang: 1, waited: 1 });
    let told: unknown;
    answer(wrapUp, (body) => {
      told = body;
      return { ok: true };
    });
    await desk('PUT', reservationId, 'draft', { text: 'dra' });
    const { status, body } = await desk('POST', reservationId, 'wrap-up', {
      dispositionId: 'solved',
      note: CANARY.note,
    });
    expect([status, body]).toEqual([200, { ok: true, told: true }]);
    expect(told).toEqual({ tenant: 'main', reservationId, agentId: anna, dispositionId: 'solved', at });
    await tell(telephonyFacts.ended, {
      interactionId,
      at: at + 5,
      startedAt: at,
      phase: 'talk',
      cause: 'caller-hangup',
      witness: 'ari',
    });

    const next = await call(number);
    const card = (await desk('GET', holds(next.interactionId), 'contact')).body;
    expect(card.customer).toMatchObject({ id: customerId, known: true });
    expect(card.history).toEqual([
      {
        interactionId,
        at,
        medium: 'voice',
        direction: 'inbound',
        numberFrom: 'trunk',
        queueId: 'sales',
        queue: 'Sales',
        outcome: 'answered',
        agentName: 'Anna',
        dispositionId: 'solved',
        disposition: 'Solved',
        note: CANARY.note,
      },
    ]);
    const facts = await rows<{ data: object }>(
      `select data from customers.ledger where type = 'customer.note-written' and interaction_id = $1`,
      [interactionId],
    );
    expect(facts.map((f) => f.data)).toEqual([
      { customerId, interactionId, reservationId, agentId: anna, dispositionId: 'solved', at },
    ]);
  });

  it('sent again after its answer was lost is no error, also when routing is done with it', async () => {
    const { interactionId } = await call('+48220000020');
    const reservation = holds(interactionId);
    const body = { dispositionId: 'solved', note: 'once' };
    expect((await desk('POST', reservation, 'wrap-up', body)).status).toBe(200);
    expect((await desk('POST', reservation, 'wrap-up', body)).status).toBe(200);
    answer(reservationGet, () => ({ found: true, agentId: anna, interactionId, active: false }));
    expect((await desk('POST', reservation, 'wrap-up', body)).body).toEqual({ ok: true, told: true });
    expect((await desk('POST', reservation, 'wrap-up', { ...body, dispositionId: 'other' })).status).toBe(422);
    expect(
      await rows(`select 1 from customers.ledger where type = 'customer.note-written' and interaction_id = $1`, [
        interactionId,
      ]),
    ).toHaveLength(1);
  });

  it('refuses a disposition nobody made and stores nothing', async () => {
    const { interactionId } = await call('+48220000021');
    const reservation = holds(interactionId);
    const answer = await desk('POST', reservation, 'wrap-up', { dispositionId: 'invented', note: 'x' });
    expect([answer.status, answer.body.code]).toEqual([422, 'CUSTOMERS.UNKNOWN_DISPOSITION']);
    expect(await rows('select 1 from customers.handling where reservation_id = $1', [reservation])).toEqual([]);
  });

  it('keeps the note when routing refuses, and says so', async () => {
    const { interactionId } = await call('+48220000022');
    const reservation = holds(interactionId);
    answer(wrapUp, () => ({ ok: false, code: 'ROUTING.STILL_TALKING' }));
    const refused = await desk('POST', reservation, 'wrap-up', { dispositionId: 'solved', note: 'kept' });
    expect([refused.status, refused.body.code]).toEqual([409, 'ROUTING.STILL_TALKING']);
    expect(
      await rows('select 1 from customers.handling where reservation_id = $1 and note is not null', [reservation]),
    ).toHaveLength(1);
  });

  it('comes in time shortly after its time ran out, to the one who had the contact alone', async () => {
    const { interactionId } = await call('+48220000024');
    const reservationId = holds(interactionId, { active: false, state: 'completed' });
    const at = clock.now();
    const had = { reservationId, interactionId, agentId: anna, at, queueId: 'sales', kind: 'offer' } as const;
    await tell(routingFacts.reservationAccepted, { ...had, rang: 1, waited: 1 });
    await tell(routingFacts.reservationCompleted, { ...had, talk: 1, held: 0, wrap: 1, dispositionId: null });
    const body = { dispositionId: 'solved', note: 'a last word' };
    expect((await desk('GET', reservationId, 'contact')).status).toBe(403);
    expect((await desk('POST', reservationId, 'wrap-up', body, tokens['ben']!)).status).toBe(403);
    expect((await desk('POST', reservationId, 'wrap-up', body)).status).toBe(200);
    clock.advance(10 * 60_000);
    expect((await desk('POST', reservationId, 'wrap-up', { ...body, dispositionId: 'order' })).status).toBe(403);
  });

  it('that ran out of time makes a note of what she had typed', async () => {
    const { interactionId } = await call('+48220000023');
    const reservationId = holds(interactionId);
    await desk('PUT', reservationId, 'draft', { text: 'typed so far' });
    const at = clock.now();
    const done = {
      reservationId,
      interactionId,
      agentId: anna,
      at,
      queueId: 'sales',
      kind: 'offer',
      talk: 1,
      held: 0,
      wrap: 1,
      dispositionId: null,
    } as const;
    await tell(routingFacts.reservationCompleted, done);
    await tell(routingFacts.reservationCompleted, done);
    const next = await call('+48220000023');
    const { history } = (await desk('GET', holds(next.interactionId), 'contact')).body;
    expect(history[0].note).toBe('typed so far');
  });
});
