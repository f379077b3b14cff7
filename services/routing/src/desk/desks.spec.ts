import { describe, expect, it } from '@jest/globals';
import type { DataOf } from '#common/contracts/contract.js';
import { deskChange } from '#common/contracts/routing.js';
import { RoutingWorld } from '../../../../test/builders/routing.builder.js';
import { Desks } from './desks.js';

type Change = DataOf<typeof deskChange>;

function scene() {
  const sent: Change[] = [];
  const w = new RoutingWorld();
  const desks = new Desks('main', (change) => {
    expect(deskChange.data.safeParse(change).success).toBe(true);
    sent.push(change);
  });
  desks.begin(3);
  const anna = w.agent(1);
  const view = desks.view(w.state, anna)!;
  const tell = () => desks.changed(w.state, w.state.config.agents.keys());
  /** The page, as it would be from the changes alone. */
  const replay = () => {
    const reservations = new Map(view.reservations.map((r) => [r.reservation, r]));
    let agent = view.agent;
    for (const c of sent.filter((x) => x.agentId === anna)) {
      agent = c.agent ?? agent;
      if (c.reservation) reservations.set(c.reservation.reservation, c.reservation);
      if (c.gone) reservations.delete(c.gone);
    }
    return { agent, reservations: [...reservations.values()] };
  };
  return { w, desks, anna, sent, view, tell, replay };
}

describe('a desktop is told', () => {
  it('changes numbered without gaps, from which it knows what a fresh view would say', () => {
    const { w, desks, anna, sent, view, tell, replay } = scene();
    const caller = w.caller(1);
    tell();
    w.report(w.ringing(caller), 'answered');
    tell();
    w.status(anna, 'break');
    tell();
    w.hangsUp(caller);
    tell();
    expect(sent.map((c) => c.n)).toEqual(sent.map((_, k) => view.n + 1 + k));
    const { agent, reservations } = replay();
    expect(desks.view(w.state, anna)).toMatchObject({ agent, reservations });
    expect(agent).toMatchObject({ status: 'break', workState: 'idle' });
  });

  it('numbers above those of any earlier writer', () => {
    const { w, anna } = scene();
    const later = new Desks('main', () => {});
    later.begin(4);
    expect(later.view(w.state, anna)!.n).toBe(4_000_000);
  });

  it('nothing when nothing differs', () => {
    const { sent, tell } = scene();
    tell();
    expect(sent).toEqual([]);
  });

  it('nothing of a newer attachment before that has its view', () => {
    const { w, anna, sent, tell, desks } = scene();
    w.attach(anna, 2);
    w.caller(1);
    tell();
    expect(sent).toEqual([]);
    expect(desks.view(w.state, anna)?.reservations).toHaveLength(1);
  });

  it('queue figures only when they differ', () => {
    const { w, desks, sent } = scene();
    w.status(w.agent(2), 'break');
    w.caller(1);
    w.caller(2);
    desks.figures(w.state);
    desks.figures(w.state);
    expect(sent.map((c) => c.queues)).toEqual([
      [{ queue: 'sales', waiting: 2, longestSince: w.now - 2, available: 0 }],
    ]);
  });

  it('queue figures in rounds, when there are many desktops, and each of them once', () => {
    const { w, desks, anna, sent } = scene();
    const many = Array.from({ length: 70 }, (_, n) => w.agent(n + 2));
    for (const id of many) desks.view(w.state, id);
    for (const id of [anna, ...many]) w.status(id, 'break');
    expect(desks.figures(w.state)).toBe(true);
    expect(sent).toHaveLength(50);
    expect(desks.figures(w.state)).toBe(false);
    expect(new Set(sent.map((c) => c.agentId)).size).toBe(71);
  });

  it('of the other half of her consultation, and that it is over', () => {
    const { w, anna, sent, tell } = scene();
    const caller = w.caller(1);
    w.report(w.ringing(caller), 'answered');
    const ben = w.agent(2);
    tell();
    const from = w.state.ofAgent(anna)[0]!;
    w.step({
      type: 'transfer',
      commandId: 'c',
      deadline: w.now + 1,
      agentId: anna,
      reservationId: from.id,
      mode: 'attended',
      toAgentId: ben,
    });
    tell();
    const half = w.ringing(caller)!;
    expect(sent.at(-1)).toMatchObject({ reservation: { reservation: half.id, consultOf: from.id, state: 'pending' } });
    w.report(half, 'rejected');
    tell();
    expect(sent.at(-1)).toMatchObject({ gone: half.id });
  });

  it('that her phone cannot be reached, when that alone keeps her from work', () => {
    const { w, desks, anna } = scene();
    w.phone(anna, false);
    expect(desks.view(w.state, anna)?.agent).toMatchObject({ status: 'available', reason: 'phone-unreachable' });
  });
});
