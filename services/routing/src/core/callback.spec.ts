import { describe, expect, it } from '@jest/globals';
import type { QueueConfig } from '#common/contracts/directory.js';
import { RoutingWorld, uuid } from '../../../../test/builders/routing.builder.js';
import { aQueue } from '../../../../test/builders/setup.builder.js';
import { loadRows } from '../writer/rows.js';
import type { Ticket } from './model.js';
import { State } from './state.js';

const MINUTE = 60_000;
const callback: NonNullable<QueueConfig['callback']> = {
  offer: true,
  key: '1',
  expiresMs: 60 * MINUTE,
  attempts: 2,
  retryMs: 5 * MINUTE,
  first: 'agent',
};
const world = (also: Partial<typeof callback> = {}, queue: Partial<QueueConfig> = {}) =>
  new RoutingWorld([aQueue('sales', { callback: { ...callback, ...also }, ...queue })]);
const hers = (n: number) => ({ customerId: uuid('f', n) });
const take = (w: RoutingWorld, interactionId: string) =>
  w.step<{ ok: boolean; code?: string }>({ type: 'take-callback', interactionId, at: w.now });
const ticket = (w: RoutingWorld, id: string): Ticket => w.state.tickets.get(id)!;
const entryOf = (w: RoutingWorld, id: string) => w.state.interactions.get(ticket(w, id).byInteractionId!)!;
/** She presses the key and is hung up. */
const takes = (w: RoutingWorld, n: number, also = {}) => {
  const id = w.caller(n, { ...hers(n), ...also });
  expect(take(w, id)).toEqual({ ok: true });
  w.hangsUp(id, { cause: 'callback' });
  return id;
};
const ask = (w: RoutingWorld, n: number, also: object = {}) =>
  w.step<{ ok: boolean; code?: string; dueAt?: number }>({
    type: 'request-callback',
    ticketId: uuid('e', n),
    queueId: 'sales',
    customerId: uuid('f', n),
    origin: 'web',
    verified: false,
    at: w.now,
    ...also,
  });
const doesNotAnswer = (w: RoutingWorld, id: string) =>
  w.hangsUp(entryOf(w, id).id, { phase: 'ringing', cause: 'not-served' });

describe('who takes a callback', () => {
  it('leaves the line, counts as no abandonment, and her place stands in it with her arrival', () => {
    const w = world();
    const id = takes(w, 1, { arrivedAt: w.now - MINUTE });
    expect(w.told('queue.left')[0]?.data).toMatchObject({ interactionId: id, reason: 'callback' });
    expect(w.stage(id)).toBe('ended');
    expect(ticket(w, id)).toMatchObject({ state: 'waiting', origin: 'key', auto: true });
    expect(entryOf(w, id)).toMatchObject({ stage: 'waiting', absent: true, arrivedAt: w.now - MINUTE - 1, node: null });
    expect(w.told('queue.returned')[0]?.data).toMatchObject({ reason: 'callback' });
    // She was offered to nobody a second time.
    expect(w.told('queue.entered')).toHaveLength(1);
  });

  it('once, however often the key is told', () => {
    const w = world();
    const id = w.caller(1, hers(1));
    take(w, id);
    expect(take(w, id)).toEqual({ ok: true });
    expect(w.told('ticket.kept')).toHaveLength(1);
    expect([...w.state.waiting]).toHaveLength(1);
  });

  it('while an agent is rung for her: that agent is free for her place at once', () => {
    const w = world();
    const anna = w.agent(1);
    const id = w.caller(1, hers(1));
    const offered = w.ringing(id)!;
    expect(take(w, id)).toEqual({ ok: true });
    expect(w.reservation(offered.id).state).toBe('rescinded');
    expect(w.asked('rescind')).toHaveLength(1);
    expect(w.state.ofAgent(anna)[0]).toMatchObject({ kind: 'callback', interactionId: entryOf(w, id).id });
  });

  it.each([
    ['where the queue does not offer it', { offer: false }, hers(1), 'CALLBACK_OFF'],
    ['when nobody knows who she is', {}, {}, 'CUSTOMER_UNKNOWN'],
  ])('is refused %s', (_, rules, who, code) => {
    const w = world(rules);
    const id = w.caller(1, who);
    expect(take(w, id)).toEqual({ ok: false, code: `ROUTING.${code}` });
    expect(w.stage(id)).toBe('waiting');
  });

  it('is refused in the moment in which she is answered', () => {
    const w = world();
    w.agent(1);
    const id = w.caller(1, hers(1));
    w.report(w.ringing(id), 'answered');
    expect(take(w, id)).toEqual({ ok: false, code: 'ROUTING.NOT_IN_LINE' });
  });

  it('has one place: the second time it is the old one', () => {
    const w = world();
    const first = takes(w, 1);
    const arrivedAt = entryOf(w, first).arrivedAt;
    const again = w.caller(2, hers(1));
    // She is on the line herself, so nobody calls her; and she stands where she stood.
    expect(ticket(w, first)).toMatchObject({ state: 'calling', byInteractionId: again });
    expect(w.state.interactions.get(again)!.arrivedAt).toBe(arrivedAt);
    expect(take(w, again)).toEqual({ ok: true });
    expect([...w.state.tickets.values()]).toHaveLength(1);
    expect(entryOf(w, first)).toMatchObject({ stage: 'waiting', absent: true, arrivedAt });
    expect([...w.state.waiting]).toHaveLength(1);
  });
});

describe('agent first', () => {
  it('the agent is rung, then she; when she answers, the place has done its work', () => {
    const w = world();
    const id = takes(w, 1);
    const anna = w.agent(1);
    const r = w.state.ofAgent(anna)[0]!;
    expect(r).toMatchObject({ kind: 'callback', state: 'pending' });
    expect(w.asked('call-out')[0]?.body).toMatchObject({ first: 'agent', agentId: anna, ...hers(1) });
    w.report(r, 'answered');
    expect(entryOf(w, id).stage).toBe('dialling');
    expect(ticket(w, id).state).toBe('calling');
    w.report(r, 'customer-answered');
    expect(ticket(w, id).state).toBe('used');
    expect(w.told('queue.left').at(-1)?.data).toMatchObject({ reason: 'answered', reservationId: r.id });
    w.hangsUp(r.interactionId, { phase: 'talk' });
    expect(w.told('ticket.used')).toHaveLength(1);
    expect(w.work(anna)).toBe('idle');
  });

  it('an agent who does not answer: the next one, at once, and it counts as no try', () => {
    const w = world();
    const id = takes(w, 1);
    const anna = w.agent(1);
    const before = entryOf(w, id).id;
    w.report(w.ringing(before), 'no-answer');
    expect(w.state.agents.get(anna)).toMatchObject({ status: 'not-responding' });
    w.hangsUp(before, { phase: 'ringing', cause: 'not-served' });
    expect(entryOf(w, id)).toMatchObject({ stage: 'waiting', arrivedAt: ticket(w, id).arrivedAt });
    const ben = w.agent(2);
    expect(w.state.ofAgent(ben)[0]?.kind).toBe('callback');
    expect(ticket(w, id).attempts).toBe(0);
  });

  it('she does not answer: tried again later in her place, and given up after the last try', () => {
    const w = world();
    const id = takes(w, 1);
    const anna = w.agent(1);
    w.report(w.state.ofAgent(anna)[0], 'answered');
    doesNotAnswer(w, id);
    expect(w.work(anna)).toBe('idle');
    expect(ticket(w, id)).toMatchObject({ state: 'resting', attempts: 1, dueAt: w.now + 5 * MINUTE });
    expect(w.told('ticket.tried')[0]?.data).toMatchObject({ outcome: 'customer', attempts: 1 });
    w.passes(4 * MINUTE);
    expect(w.state.ofAgent(anna)).toEqual([]);
    w.passes(MINUTE + 250);
    w.report(w.state.ofAgent(anna)[0], 'answered');
    doesNotAnswer(w, id);
    expect(ticket(w, id)).toMatchObject({ state: 'given-up', attempts: 2 });
    expect(w.told('ticket.closed')[0]?.data).toMatchObject({ reason: 'attempts' });
    expect(w.told('queue.left').map((f) => f.data['reason'])).toEqual(['callback', 'callback', 'callback']);
  });

  it('the agent hangs up while it rings at hers: it counts as a try, nobody is rung without a pause', () => {
    const w = world();
    const id = takes(w, 1);
    const anna = w.agent(1);
    const r = w.state.ofAgent(anna)[0]!;
    w.report(r, 'answered');
    w.report(r, 'ended');
    expect(ticket(w, id)).toMatchObject({ state: 'resting', attempts: 1 });
    expect(w.work(anna)).toBe('idle');
  });

  it('the Asterisk dies on the way: her place goes on, and it counts as no try', () => {
    const w = world();
    const id = takes(w, 1);
    const anna = w.agent(1);
    w.report(w.state.ofAgent(anna)[0], 'answered');
    w.hangsUp(entryOf(w, id).id, { phase: 'ringing', cause: 'node-lost', keepTicket: true });
    expect(ticket(w, id)).toMatchObject({ state: 'resting', attempts: 0 });
    w.passes(6000);
    expect(w.state.ofAgent(anna)[0]?.kind).toBe('callback');
  });
});

describe('customer first', () => {
  const dialled = () => {
    const w = world({ first: 'customer' });
    const id = takes(w, 1);
    const anna = w.agent(1);
    return { w, id, anna, r: w.state.ofAgent(anna)[0]! };
  };

  it('an agent is kept for her while her phone rings, and rung when she answers', () => {
    const { w, id, anna, r } = dialled();
    expect(w.asked('call-out')[0]?.body).toMatchObject({ first: 'customer', ringMs: 15_000 });
    expect(entryOf(w, id).stage).toBe('dialling');
    expect(w.work(anna)).toBe('reserved');
    w.report(r, 'customer-answered');
    expect(entryOf(w, id)).toMatchObject({ stage: 'ringing', absent: false, first: true });
    w.report(r, 'answered');
    expect(ticket(w, id).state).toBe('used');
    expect(w.told('queue.left').at(-1)?.data).toMatchObject({ reason: 'answered' });
    expect(w.stage(r.interactionId)).toBe('talking');
  });

  it('the kept agent does not answer: she is first in line for the next one, as a caller', () => {
    const { w, id, r } = dialled();
    takes(w, 2, { arrivedAt: w.now - 10 * MINUTE });
    w.report(r, 'customer-answered');
    w.report(r, 'no-answer');
    expect(entryOf(w, id)).toMatchObject({ stage: 'waiting', first: true });
    const ben = w.agent(2);
    const next = w.state.ofAgent(ben)[0]!;
    expect(next).toMatchObject({ kind: 'offer', interactionId: r.interactionId });
    w.report(next, 'answered');
    expect(ticket(w, id).state).toBe('used');
  });

  it('never more customers are called than agents are kept for them', () => {
    const w = world({ first: 'customer' });
    for (let n = 1; n <= 5; n++) takes(w, n);
    w.agent(1);
    w.agent(2);
    expect(w.asked('call-out')).toHaveLength(2);
  });

  it('nobody answers at hers: the agent is free, without wrap-up', () => {
    const { w, id, anna } = dialled();
    doesNotAnswer(w, id);
    expect(w.work(anna)).toBe('idle');
    expect(ticket(w, id)).toMatchObject({ state: 'resting', attempts: 1 });
  });
});

describe('a place', () => {
  it('that was cut off while she waited is called by itself, where the queue calls back', () => {
    const w = world();
    const cut = w.caller(1, hers(1));
    w.hangsUp(cut, { cause: 'node-lost', keepTicket: true });
    expect(ticket(w, cut)).toMatchObject({ state: 'waiting', origin: 'node-lost', auto: true });
    const anna = w.agent(1);
    expect(w.state.ofAgent(anna)[0]).toMatchObject({ kind: 'callback' });
  });

  it('waits for a click where the queue does not, or in a talk', () => {
    const without = new RoutingWorld();
    const cut = without.caller(1, hers(1));
    without.hangsUp(cut, { cause: 'node-lost', keepTicket: true });
    expect(ticket(without, cut).state).toBe('open');
    const w = world();
    w.agent(1);
    const talking = w.caller(1, hers(1));
    w.report(w.ringing(talking), 'answered');
    w.hangsUp(talking, { cause: 'node-lost', keepTicket: true });
    expect(ticket(w, talking)).toMatchObject({ state: 'open', phase: 'talking' });
  });

  it('can be called by a click at any time, out of its turn', () => {
    const w = world();
    const id = takes(w, 1);
    const anna = w.agent(1, { skills: {} });
    const answer = w.step({
      type: 'call-again',
      commandId: uuid('e', 1),
      deadline: w.now + 1000,
      agentId: anna,
      ticketId: id,
    });
    expect(answer).toMatchObject({ ok: true });
    expect([...w.state.waiting]).toEqual([]);
    const r = w.state.ofAgent(anna)[0]!;
    w.report(r, 'answered');
    w.report(r, 'customer-answered');
    expect(ticket(w, id).state).toBe('used');
  });

  it('expires', () => {
    const w = world();
    const id = takes(w, 1);
    w.now += 60 * MINUTE;
    w.passes(250);
    expect(ticket(w, id).state).toBe('expired');
    expect([...w.state.waiting]).toEqual([]);
    expect(w.told('ticket.closed')[0]?.data).toMatchObject({ reason: 'expired' });
  });

  it('rests while the house is closed, and stands in its old place when it opens', () => {
    const hours = { timeZone: 'UTC', open: [{ days: [1, 2, 3, 4, 5], from: '08:00', to: '18:00' }], holidays: [] };
    const w = world({ expiresMs: 72 * 60 * MINUTE }, { hours });
    w.now = Date.parse('2026-11-23T17:59:00Z');
    const id = takes(w, 1);
    const { arrivedAt } = ticket(w, id);
    w.now = Date.parse('2026-11-23T18:00:00Z');
    w.passes(250);
    expect(ticket(w, id)).toMatchObject({ state: 'resting', dueAt: Date.parse('2026-11-24T08:00:00Z') });
    w.agent(1);
    expect(w.asked('call-out')).toEqual([]);
    w.now = Date.parse('2026-11-24T08:00:00Z');
    w.passes(250);
    expect(w.asked('call-out')).toHaveLength(1);
    expect(entryOf(w, id).arrivedAt).toBe(arrivedAt);
  });

  it('outlives a restart: it stands in line as before; a ticket of the time before callbacks still waits for a click', () => {
    const w = world();
    const id = takes(w, 1);
    const rows = JSON.parse(JSON.stringify([...w.rows.values()]));
    const old = { id: uuid('e', 9), queueId: 'sales', arrivedAt: 5, keptAt: 7, phase: 'waiting', agentId: null };
    const body = { ...old, customerId: null, language: null, state: 'open', byInteractionId: null };
    const again = new State();
    loadRows(again, [...rows, { kind: 'ticket', id: old.id, overAt: null, body }]);
    expect([...again.waiting]).toEqual([entryOf(w, id).id]);
    expect(again.tickets.get(id)).toEqual(ticket(w, id));
    expect(again.tickets.get(old.id)).toMatchObject({ origin: 'node-lost', auto: false, attempts: 0, overAt: null });
  });

  it('that she gives up is not called', () => {
    const w = world();
    const id = takes(w, 1);
    w.step({ type: 'give-up-callback', ticketId: id, by: 'customer' });
    expect(ticket(w, id).state).toBe('given-up');
    w.agent(1);
    expect(w.asked('call-out')).toEqual([]);
    expect(w.step({ type: 'give-up-callback', ticketId: id, by: 'customer' })).toMatchObject({
      code: 'ROUTING.TICKET_GONE',
    });
  });
});

describe('from the web', () => {
  it('stands in line as one who came now; a repeat is answered alike, a second request refused', () => {
    const w = world();
    expect(ask(w, 1)).toEqual({ ok: true, dueAt: w.now });
    expect(w.told('queue.entered')).toHaveLength(1);
    expect(ask(w, 1)).toMatchObject({ ok: true });
    expect(ask(w, 2, hers(1))).toEqual({ ok: false, code: 'ROUTING.CALLBACK_DUPLICATE' });
    expect([...w.state.waiting]).toHaveLength(1);
  });

  it.each([
    ['to a queue that is none', { queueId: 'nowhere' }, 'UNKNOWN_QUEUE'],
    ['to a queue that calls nobody back', { queueId: 'plain' }, 'CALLBACK_OFF'],
    ['to a closed queue', { queueId: 'shut' }, 'CALLBACK_CLOSED'],
    ['for an appointment that the queue does not give', { slotAt: 20 * MINUTE }, 'CALLBACK_NO_SLOT'],
  ])('is refused %s', (_, also, code) => {
    const w = new RoutingWorld([
      aQueue('sales', { callback }),
      aQueue('plain'),
      aQueue('shut', { callback, hours: { timeZone: 'UTC', open: [], holidays: [] } }),
    ]);
    expect(ask(w, 1, also)).toEqual({ ok: false, code: `ROUTING.${code}` });
    expect(w.state.tickets.size).toBe(0);
  });
});

describe('an appointment', () => {
  const hours = { timeZone: 'UTC', open: [{ days: [1, 2, 3, 4, 5, 6, 7], from: '08:00', to: '18:00' }], holidays: [] };
  const at = (clock: string) => Date.parse(`2026-11-23T${clock}:00Z`);
  const open = () => {
    const w = world({ slotMs: 30 * MINUTE, slotCapacity: 1 }, { hours });
    w.now = at('09:05');
    return w;
  };

  it('is kept for its time, and stands in line from then on as who arrives then', () => {
    const w = open();
    const anna = w.agent(1);
    expect(ask(w, 1, { slotAt: at('10:00') })).toEqual({ ok: true, dueAt: at('10:00') });
    expect(w.state.ofAgent(anna)).toEqual([]);
    w.now = at('10:00');
    w.passes(250);
    expect(w.state.ofAgent(anna)[0]?.kind).toBe('callback');
    expect(entryOf(w, uuid('e', 1)).arrivedAt).toBe(at('10:00'));
  });

  it.each([
    ['in a full slot', at('10:00'), 'CALLBACK_SLOT_FULL'],
    ['outside of the hours', at('18:00'), 'CALLBACK_CLOSED'],
    ['in the past', at('09:00'), 'CALLBACK_NO_SLOT'],
    ['between two slots', at('10:10'), 'CALLBACK_NO_SLOT'],
    ['in a year', at('10:00') + 360 * 86_400_000, 'CALLBACK_NO_SLOT'],
  ])('is refused %s', (_, slotAt, code) => {
    const w = open();
    ask(w, 1, { slotAt: at('10:00') });
    expect(ask(w, 2, { slotAt })).toEqual({ ok: false, code: `ROUTING.${code}` });
  });

  it('can be moved, which frees its slot', () => {
    const w = open();
    ask(w, 1, { slotAt: at('10:00') });
    const move = { type: 'move-callback', ticketId: uuid('e', 1), by: 'customer' } as const;
    expect(w.step({ ...move, slotAt: at('11:00') })).toEqual({ ok: true, dueAt: at('11:00') });
    expect(ask(w, 2, { slotAt: at('10:00') })).toMatchObject({ ok: true });
    expect(w.step({ ...move, slotAt: at('10:00') })).toEqual({ ok: false, code: 'ROUTING.CALLBACK_SLOT_FULL' });
    expect(ticket(w, uuid('e', 1))).toMatchObject({ state: 'scheduled', dueAt: at('11:00') });
  });
});
