import { describe, expect, it } from '@jest/globals';
import type { ReplyOf } from '#common/contracts/contract.js';
import { reservationGet } from '#common/contracts/routing.js';
import { keepContext, telephonyFacts } from '#common/contracts/telephony.js';
import { notFound } from '#common/errors/errors.js';
import { uuidv7 } from '#common/ids/ids.js';
import { http } from '../../../../test/boot.js';
import { anna, CANARY, useCustomers } from '../../../../test/customers/stage.js';

const stage = useCustomers();
const { answer, call, clock, desk, holds, rows, tell, tokens } = stage;

describe('the contact card', () => {
  it('shows who calls to the agent who holds the reservation', async () => {
    const { interactionId, customerId } = await call('+48220000010');
    const { status, body } = await desk('GET', holds(interactionId), 'contact');
    expect(status).toBe(200);
    expect(body).toEqual({
      customer: { id: customerId, name: CANARY.name, number: '+48220000010', language: null, known: false },
      numberFrom: 'trunk',
      history: [],
      draft: '',
    });
  });

  it('shows what she wrote when she asked to be called back, sealed at rest and gone with her', async () => {
    const { interactionId, customerId } = await call('+48220000019');
    const ticketId = uuidv7();
    const written = 'The pump in house 7 does not start';
    const context = { tenant: 'main', ticketId, customerId, text: written, verified: false };
    expect(await stage.telephony.call(keepContext, context)).toEqual({ ok: true });
    const serves = holds(interactionId, { ticketId });
    expect((await desk('GET', serves, 'contact')).body.context).toMatchObject({ text: written, verified: false });
    // Another call of hers does not show it.
    expect((await desk('GET', holds(interactionId), 'contact')).body.context).toBeUndefined();
    const [row] = await rows<{ text: Buffer }>('select text from customers.callback_context');
    expect(row!.text.includes(Buffer.from('pump'))).toBe(false);
    await rows('update customers.customer set wrapped_key = null where id = $1', [customerId]);
    expect((await desk('GET', serves, 'contact')).body.context).toBeUndefined();
  });

  it('says of each contact who vouched for the number, and shows a stranger’s claim with all that was before', async () => {
    const number = '+48220000012';
    const before = await call(number);
    const { interactionId, known } = await call(number, uuidv7(), 'main', 'claimed');
    const { body } = await desk('GET', holds(interactionId), 'contact');
    expect([known, body.numberFrom]).toEqual([true, 'claimed']);
    expect(body.history).toMatchObject([{ interactionId: before.interactionId, numberFrom: 'trunk' }]);
  });

  it('takes a number of which nothing was kept for claimed, and one that we called for nobody’s claim', async () => {
    const { interactionId, customerId } = await call('+48220000013');
    const reservation = holds(interactionId);
    const shown = async () => (await desk('GET', reservation, 'contact')).body.numberFrom;
    await rows('update customers.contact set number_from = null where interaction_id = $1', [interactionId]);
    expect(await shown()).toBe('claimed');
    await rows(`update customers.contact set number_from = 'friend' where interaction_id = $1`, [interactionId]);
    expect(await shown()).toBe('claimed');
    const called = uuidv7();
    const start = { medium: 'voice', node: 'a', channel: 'c', entry: 'callback', witness: 'ari' } as const;
    await tell(telephonyFacts.started, { interactionId: called, at: clock.now(), direction: 'outbound', ...start });
    await tell(telephonyFacts.identified, { interactionId: called, at: clock.now(), customerId, known: true });
    expect((await desk('GET', holds(called), 'contact')).body.numberFrom).toBeNull();
  });

  it.each<[string, Partial<ReplyOf<typeof reservationGet>>, string]>([
    ['another agent', {}, 'ben'],
    ['the agent after wrap-up', { active: false, state: 'completed' }, 'anna'],
  ])('shows nothing to %s, and nothing can be written', async (_, state, who) => {
    const { interactionId } = await call('+48220000011');
    const reservation = holds(interactionId, state);
    for (const [method, what, body] of [
      ['GET', 'contact', undefined],
      ['PUT', 'draft', { text: 'x' }],
      ['POST', 'wrap-up', { dispositionId: 'solved', note: 'x' }],
      ['PUT', 'customer', { name: 'x' }],
    ] as const) {
      const refused = await desk(method, reservation, what, body, tokens[who]!);
      expect([what, refused.status, refused.body.code]).toEqual([what, 403, 'CUSTOMERS.NOT_HOLDER']);
    }
    expect(await rows('select 1 from customers.draft where reservation_id = $1', [reservation])).toEqual([]);
    expect(await rows('select 1 from customers.handling where reservation_id = $1', [reservation])).toEqual([]);
  });

  it('is refused for a reservation nobody made, in the same words, and for other roles', async () => {
    holds(uuidv7());
    expect((await desk('GET', uuidv7(), 'contact')).body.code).toBe('CUSTOMERS.NOT_HOLDER');
    expect((await desk('GET', uuidv7(), 'contact', undefined, tokens['hugo']!)).body.code).toBe('AUTH.ROLE_MISSING');
    expect((await http(stage.url, 'GET', `desk/reservations/${uuidv7()}/contact`)).status).toBe(401);
  });

  it('says that it cannot know while routing is away, and shows nothing', async () => {
    answer(reservationGet, () => {
      throw notFound('X', 'x');
    });
    expect((await desk('GET', uuidv7(), 'contact')).body).toMatchObject({ code: 'X' });
  });

  it('keeps a draft over a reload, and lets the agent correct name and language', async () => {
    const { interactionId } = await call('+48220000012');
    const reservation = holds(interactionId);
    expect((await desk('PUT', reservation, 'draft', { text: 'half a thou' })).status).toBe(204);
    expect((await desk('PUT', reservation, 'draft', { text: 'half a thought' })).status).toBe(204);
    expect((await desk('PUT', reservation, 'customer', { name: 'Ewa', language: 'ru' })).status).toBe(200);
    const { body } = await desk('GET', reservation, 'contact');
    expect(body).toMatchObject({
      draft: 'half a thought',
      customer: { name: 'Ewa', language: 'ru', number: '+48220000012' },
    });
    const answered = await desk('PUT', reservation, 'customer', { language: 'en' });
    expect(answered.body).toMatchObject({ name: 'Ewa', language: 'en' });
    const emptied = await desk('PUT', reservation, 'customer', { name: ' ' });
    expect(emptied.body).toMatchObject({ name: null, language: 'en' });
  });

  it('has a place for the note of a caller whom nobody identified', async () => {
    const reservation = holds(uuidv7());
    expect((await desk('PUT', reservation, 'draft', { text: 'kept' })).status).toBe(204);
    expect((await desk('GET', reservation, 'contact')).body).toMatchObject({
      draft: 'kept',
      customer: { number: null, known: false },
    });
  });

  it.each<[string, string, string, unknown]>([
    ['no text', 'PUT', 'draft', {}],
    ['a book', 'PUT', 'draft', { text: 'x'.repeat(8001) }],
    ['a NUL', 'PUT', 'draft', { text: 'a\u0000b' }],
    ['something more', 'PUT', 'draft', { text: 'x', by: anna }],
    ['no disposition', 'POST', 'wrap-up', { note: 'x' }],
    ['not JSON', 'POST', 'wrap-up', '{"note":'],
    ['a language nobody speaks here', 'PUT', 'customer', { language: 'xx' }],
    ['a name with a line break', 'PUT', 'customer', { name: 'a\nb' }],
  ])('refuses %s with 400', async (_, method, what, body) => {
    const { interactionId } = await call('+48220000013');
    expect((await desk(method, holds(interactionId), what, body)).status).toBe(400);
  });
});
