import { describe, expect, it } from '@jest/globals';
import { mintTokens, resolveToken } from '#common/contracts/customers.js';
import { uuidv7 } from '#common/ids/ids.js';
import { http } from '../../../../test/boot.js';
import { useCustomers } from '../../../../test/customers/stage.js';

const stage = useCustomers();
const { tokens } = stage;

describe('the vault', () => {
  it('mints once for a place, in the order asked, and resolves at that place alone', async () => {
    const mint = (place: string, refs: string[]) =>
      stage.crossing.call(mintTokens, { tenant: 'main', place, kind: 'interaction', refs });
    const [a, b, c] = [uuidv7(), uuidv7(), uuidv7()];
    const { tokens: first } = await mint('site', [a, b, a]);
    expect([first[0], new Set(first).size]).toEqual([first[2], 2]);
    const { tokens: second } = await mint('site', [c, b]);
    expect(second[1]).toBe(first[1]);
    expect((await mint('cloud-a', [a])).tokens[0]).not.toBe(first[0]);
    expect(await stage.crossing.call(resolveToken, { tenant: 'main', place: 'site', token: first[0]! })).toEqual({
      kind: 'interaction',
      ref: a,
    });
    expect(await stage.crossing.call(resolveToken, { tenant: 'main', place: 'cloud-a', token: first[0]! })).toEqual({});
    expect(await stage.crossing.call(resolveToken, { tenant: 'other', place: 'site', token: first[0]! })).toEqual({});
  });

  it('agrees with itself when several mint the same at once', async () => {
    const refs = Array.from({ length: 50 }, () => uuidv7());
    const all = await Promise.all(
      Array.from({ length: 8 }, (_, i) =>
        stage.crossing.call(mintTokens, {
          tenant: 'main',
          place: 'site',
          kind: 'agent',
          refs: i % 2 ? refs : [...refs].reverse(),
        }),
      ),
    );
    const inOrder = all.map((m, i) => (i % 2 ? m.tokens : [...m.tokens].reverse()).join());
    expect(new Set(inOrder).size).toBe(1);
  });

  it('tells an agent’s page what the tokens of its gateway are called', async () => {
    const { body } = await http(stage.url, 'GET', 'desk/names?place=site', { token: tokens['anna']! });
    expect(body.queues.map((q: { name: string }) => q.name)).toEqual(['Sales', 'Support']);
    const { tokens: minted } = await stage.crossing.call(mintTokens, {
      tenant: 'main',
      place: 'site',
      kind: 'queue',
      refs: ['sales'],
    });
    expect(body.queues[0]).toEqual({ token: minted[0], id: 'sales', name: 'Sales' });
  });

  it('mints nothing for a place that a page invents', async () => {
    const answer = await http(stage.url, 'GET', 'desk/names?place=invented', { token: tokens['anna']! });
    expect([answer.status, answer.body.code]).toEqual([404, 'CUSTOMERS.UNKNOWN_PLACE']);
  });
});
