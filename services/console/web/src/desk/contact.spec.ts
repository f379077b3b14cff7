import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { askContact, contacts, forgetContacts } from './contact.js';

describe('who is on the line', () => {
  let answer: (status: number) => Promise<void>;
  let asked: number;
  const before = globalThis.fetch;

  beforeEach(() => {
    jest.useFakeTimers();
    asked = 0;
    globalThis.fetch = (() =>
      new Promise((resolve) => {
        asked++;
        answer = async (status) => {
          resolve(new Response(JSON.stringify({ customer: { name: 'Zofia' } }), { status }));
          await jest.advanceTimersByTimeAsync(0);
        };
      })) as never;
  });
  afterEach(() => {
    forgetContacts([]);
    globalThis.fetch = before;
    jest.useRealTimers();
  });

  it('is forgotten with the reservation', async () => {
    askContact('r-1');
    await answer(200);
    expect(contacts.get()).toMatchObject({ 'r-1': { contact: { customer: { name: 'Zofia' } } } });
    forgetContacts(['r-1']);
    expect(Object.keys(contacts.get())).toEqual(['r-1']);
    forgetContacts(['r-2']);
    expect(contacts.get()).toEqual({});
  });

  it('is not learnt from an answer that comes after it', async () => {
    askContact('r-1');
    await jest.advanceTimersByTimeAsync(0);
    forgetContacts([]);
    await answer(200);
    expect(contacts.get()).toEqual({});
  });

  it('is not asked for again after it', async () => {
    askContact('r-1');
    await jest.advanceTimersByTimeAsync(0);
    await answer(404);
    forgetContacts([]);
    await jest.advanceTimersByTimeAsync(10_000);
    expect([asked, contacts.get()]).toEqual([1, {}]);
  });
});
