import { describe, expect, it } from '@jest/globals';
import { RoutingWorld } from '../../../../test/builders/routing.builder.js';
import { aQueue } from '../../../../test/builders/setup.builder.js';

describe('a caller is offered', () => {
  it('to the agent who has been idle longest', () => {
    const w = new RoutingWorld();
    const [anna, ben] = [w.agent(1), w.agent(2)];
    expect(w.ringing(w.caller(1))?.agentId).toBe(anna);
    expect(w.ringing(w.caller(2))?.agentId).toBe(ben);
  });

  it('to nobody who lacks the skill, its level, a desktop, a phone or the will', () => {
    const w = new RoutingWorld([aQueue('sales', { skills: { sales: 3 } })]);
    w.agent(1, { skills: { support: 9 } });
    w.agent(2, { skills: { sales: 2 } });
    w.desktopLost(w.agent(3));
    w.phone(w.agent(4), false);
    w.agent(5, {}, 'break');
    const caller = w.caller(1);
    expect(w.ringing(caller)).toBeUndefined();
    expect(w.stage(caller)).toBe('waiting');
  });

  it('to her who speaks the language, when somebody present does', () => {
    const w = new RoutingWorld();
    w.agent(1);
    const polish = w.agent(2, { languages: ['pl'] });
    expect(w.ringing(w.caller(1, { language: 'pl' }))?.agentId).toBe(polish);
  });

  it('to anybody with the skill, when nobody present speaks the language', () => {
    const w = new RoutingWorld();
    const anna = w.agent(1);
    w.agent(2, { languages: ['pl'] }, 'offline');
    w.desktopLost(w.agent(3, { languages: ['pl'] }));
    expect(w.ringing(w.caller(1, { language: 'ru' }))?.agentId).toBe(anna);
  });

  it('but waits for her who speaks it and is busy', () => {
    const w = new RoutingWorld();
    w.agent(1);
    w.agent(2, { languages: ['pl'] });
    w.caller(1, { language: 'pl' });
    expect(w.ringing(w.caller(2, { language: 'pl' }))).toBeUndefined();
  });

  it('in order: who lost her agent first, then priority, then original arrival', () => {
    const w = new RoutingWorld();
    const { caller: lost, held, agent } = w.inTalk(1, 1);
    const late = w.caller(2, { arrivedAt: w.now - 1000 });
    const early = w.caller(3, { arrivedAt: w.now - 5000 });
    const urgent = w.caller(4, { priority: 5 });
    w.desktopLost(agent);
    w.phone(agent, false);
    w.report(held, 'lost');
    w.passes(31_000);
    const served: (string | undefined)[] = [];
    const ben = w.agent(2);
    for (let n = 0; n < 4; n++) {
      const r = w.state.ofAgent(ben)[0]!;
      served.push(r.interactionId);
      w.report(r, 'answered');
      w.hangsUp(r.interactionId);
      w.now += 1;
    }
    expect(served).toEqual([lost, urgent, early, late]);
  });

  it('once only, however often telephony says that she waits', () => {
    const w = new RoutingWorld();
    w.agent(1);
    w.agent(2);
    const caller = w.caller(1);
    w.caller(1);
    expect(w.asked('offer')).toHaveLength(1);
    expect(w.told('queue.entered')).toHaveLength(1);
    expect(w.state.ofInteraction(caller)).toHaveLength(1);
  });

  it('never after her end, even when the enqueue was late on its way', () => {
    const w = new RoutingWorld();
    w.agent(1);
    const caller = w.caller(1);
    w.hangsUp(caller);
    expect(() => w.caller(1)).toThrow('over already');
    w.hangsUp('bbbbbbbb-0000-4000-8000-000000000099');
    expect(() => w.caller(99)).toThrow('over already');
  });

  it('never to a queue that does not exist', () => {
    const w = new RoutingWorld();
    expect(() => w.caller(1, { queueId: 'nowhere' })).toThrow('no queue');
    expect(w.state.changed).toBe(false);
  });
});

describe('an offer that is not answered', () => {
  const situations = [
    ['no-answer', 'reservation.timeout', 'not-responding', 'ring-no-answer'],
    ['rejected', 'reservation.rejected', 'away', 'rejected'],
    ['busy', 'reservation.rejected', 'away', 'rejected'],
    ['unreachable', 'reservation.rejected', 'not-responding', 'phone-unreachable'],
    ['lost', 'reservation.rescinded', 'available', 'chosen'],
  ] as const;
  it.each(situations)('%s: %s; the agent is %s (%s), the caller keeps her place', (outcome, fact, status, reason) => {
    const w = new RoutingWorld();
    const anna = w.agent(1);
    const caller = w.caller(1);
    const { arrivedAt } = w.state.interactions.get(caller)!;
    const r = w.ringing(caller);
    if (outcome === 'lost') w.phone(anna, false);
    else w.report(r, outcome);
    expect(w.told(fact)).toHaveLength(1);
    expect(w.state.agents.get(anna)).toMatchObject({ status, reason, workState: 'idle' });
    expect(w.state.interactions.get(caller)).toMatchObject({ stage: 'waiting', arrivedAt });
    const ben = w.agent(2);
    expect(w.ringing(caller)?.agentId).toBe(ben);
  });

  it('desktop gone while ringing: taken back, next agent, caller keeps her place', () => {
    const w = new RoutingWorld();
    const [anna, ben] = [w.agent(1), w.agent(2)];
    const caller = w.caller(1);
    const first = w.ringing(caller)!;
    expect(first.agentId).toBe(anna);
    w.desktopLost(anna);
    expect(w.reservation(first.id).state).toBe('rescinded');
    expect(w.asked('rescind').map((c) => c.reservationId)).toEqual([first.id]);
    expect(w.state.agents.get(anna)).toMatchObject({ status: 'away', reason: 'desktop-lost' });
    expect(w.ringing(caller)?.agentId).toBe(ben);
  });

  it('she refuses by button: her phone stops ringing', () => {
    const w = new RoutingWorld();
    const anna = w.agent(1);
    const r = w.ringing(w.caller(1))!;
    expect(w.command(anna, 'reject', { reservation: r.id })).toEqual({ ok: true });
    expect(w.asked('rescind')).toHaveLength(1);
    expect(w.state.agents.get(anna)?.status).toBe('away');
  });

  it('telephony says nothing: taken back without blame, offered again', () => {
    const w = new RoutingWorld();
    const anna = w.agent(1);
    const caller = w.caller(1);
    w.passes(18_000);
    expect(w.told('reservation.rescinded').map((f) => f.data['reason'])).toEqual(['healed']);
    expect(w.state.agents.get(anna)?.status).toBe('available');
    expect(w.ringing(caller)?.agentId).toBe(anna);
  });

  it('caller gone while ringing: the agent is free at once and stays first among the idle', () => {
    const w = new RoutingWorld();
    const anna = w.agent(1);
    w.agent(2);
    w.hangsUp(w.caller(1));
    expect(w.work(anna)).toBe('idle');
    expect(w.told('queue.left').map((f) => f.data['reason'])).toEqual(['abandoned']);
    expect(w.ringing(w.caller(2))?.agentId).toBe(anna);
  });

  it('answered in the moment in which it was taken back: the leg is released', () => {
    const w = new RoutingWorld();
    w.agent(1);
    const caller = w.caller(1);
    const r = w.ringing(caller);
    w.hangsUp(caller);
    w.report(r, 'answered');
    expect(w.asked('release').map((c) => c.reservationId)).toEqual([r?.id]);
    expect(w.stage(caller)).toBe('ended');
  });
});
