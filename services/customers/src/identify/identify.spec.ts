import { describe, expect, it } from '@jest/globals';
import { customerNumber, rememberLanguage } from '#common/contracts/customers.js';
import { uuidv7 } from '#common/ids/ids.js';
import { CANARY, useCustomers } from '../../../../test/customers/stage.js';

const stage = useCustomers();
const { call, rows } = stage;

describe('identify', () => {
  it('makes a customer of a new number and finds her again, however it is written', async () => {
    const first = await call('+48 22 123 45 67');
    expect(first).toMatchObject({ known: false, language: null });
    const again = await call('sip:+48221234567@trunk');
    expect(again).toMatchObject({ customerId: first.customerId, known: true });
    expect(await stage.telephony.call(customerNumber, { tenant: 'main', customerId: first.customerId })).toEqual({
      number: CANARY.number,
    });
  });

  it('answers the same when telephony asks twice about one call', async () => {
    const first = await call('+48220000001');
    const { known, customerId } = await call('+48220000001', first.interactionId);
    expect([known, customerId]).toEqual([false, first.customerId]);
    const facts = await rows('select 1 from customers.ledger where aggregate = $1', [`customer:${first.customerId}`]);
    expect(facts).toHaveLength(1);
  });

  it('makes one customer of twenty calls at the same moment', async () => {
    const all = await Promise.all(Array.from({ length: 20 }, () => call('+48220000002')));
    expect(new Set(all.map((c) => c.customerId)).size).toBe(1);
    expect(all.filter((c) => !c.known)).toHaveLength(1);
  });

  it('takes two callers without a number for two people', async () => {
    const [a, b] = [await call('anonymous'), await call('anonymous')];
    expect(a.customerId).not.toBe(b.customerId);
    expect((await call('anonymous', a.interactionId)).customerId).toBe(a.customerId);
    expect(await stage.telephony.call(customerNumber, { tenant: 'main', customerId: a.customerId })).toEqual({
      number: null,
    });
  });

  it('remembers her language', async () => {
    const { customerId } = await call('+48220000003');
    expect(await stage.telephony.call(rememberLanguage, { tenant: 'main', customerId, language: 'pl' })).toEqual({
      ok: true,
    });
    expect((await call('+48220000003')).language).toBe('pl');
    expect(
      await stage.telephony.call(rememberLanguage, { tenant: 'main', customerId: uuidv7(), language: 'pl' }),
    ).toEqual({
      ok: false,
    });
  });
});
