import { describe, expect, it } from '@jest/globals';
import { RoutingWorld, uuid } from '../../../../test/builders/routing.builder.js';
import { aQueue } from '../../../../test/builders/setup.builder.js';

let commands = 0;
function scene() {
  const w = new RoutingWorld([aQueue('sales', { wrapMs: 5000 }), aQueue('support', { skills: { support: 1 } })]);
  const talk = w.inTalk(1, 1);
  const ben = w.agent(2, { skills: { support: 5 } });
  const hand = (mode: 'blind' | 'attended', to: { toAgentId?: string; toQueueId?: string; toNumber?: string }) =>
    w.step({
      type: 'transfer',
      commandId: uuid('e', ++commands),
      deadline: w.now + 5000,
      agentId: talk.agent,
      reservationId: talk.held.id,
      mode,
      ...to,
    });
  return { w, ben, hand, anna: talk.agent, caller: talk.caller, from: talk.held };
}
const last = (w: RoutingWorld) => w.asked().at(-1)!;

describe('a blind transfer', () => {
  it('to an agent: a reservation like any other; who hands over is in wrap-up at once', () => {
    const { w, ben, hand, anna, caller, from } = scene();
    expect(hand('blind', { toAgentId: ben })).toMatchObject({ ok: true });
    expect(w.work(anna)).toBe('wrapping');
    expect(w.work(ben)).toBe('reserved');
    expect(last(w).body).toMatchObject({ kind: 'transfer', agentId: ben, fromReservationId: from.id });
    const r = w.ringing(caller);
    w.report(from, 'ended');
    w.report(r, 'answered');
    expect(w.stage(caller)).toBe('talking');
    expect(w.work(ben)).toBe('talking');
    expect(w.told('reservation.talk-ended').map((f) => f.data['reason'])).toEqual(['transferred']);
  });

  it.each(['no-answer', 'rejected', 'unreachable'] as const)(
    'whose target fails (%s): caller first in line',
    (outcome) => {
      const { w, ben, hand, caller } = scene();
      hand('blind', { toAgentId: ben });
      w.report(w.ringing(caller), outcome);
      expect(w.state.interactions.get(caller)).toMatchObject({ stage: 'waiting', first: true, queueId: 'sales' });
      expect(last(w).body).toMatchObject({ reason: 'transfer-failed' });
    },
  );

  it('to a queue: in its line by original arrival, with the leg of who hands over released after that', () => {
    const { w, ben, hand, caller, from } = scene();
    const { arrivedAt } = w.state.interactions.get(caller)!;
    w.status(ben, 'break');
    hand('blind', { toQueueId: 'support' });
    expect(w.state.interactions.get(caller)).toMatchObject({ stage: 'waiting', queueId: 'support', arrivedAt });
    expect(
      w
        .asked()
        .slice(-2)
        .map((c) => c.contract.subject),
    ).toEqual(['telephony.requeue', 'telephony.release']);
    expect(last(w).reservationId).toBe(from.id);
    w.status(ben, 'available');
    expect(w.ringing(caller)?.agentId).toBe(ben);
  });

  it('to a number: an external reservation; its end is the end', () => {
    const { w, hand, caller } = scene();
    hand('blind', { toNumber: '+48601123456' });
    expect(last(w).contract.subject).toBe('telephony.dial');
    const r = w.ringing(caller)!;
    expect(r.agentId).toBeNull();
    w.report(r, 'answered');
    w.now += 1000;
    w.hangsUp(caller);
    expect(w.reservation(r.id).state).toBe('completed');
  });

  it('caller gone while the target rings: all free', () => {
    const { w, ben, hand, caller } = scene();
    hand('blind', { toAgentId: ben });
    w.hangsUp(caller, { phase: 'transfer' });
    expect(w.work(ben)).toBe('idle');
    expect(w.state.ofInteraction(caller).filter((r) => r.state === 'pending')).toEqual([]);
  });

  it.each([
    ['a busy colleague', (s: ReturnType<typeof scene>) => s.hand('blind', { toAgentId: s.anna }), 'AGENT_BUSY'],
    ['a colleague who is not there', (s) => s.hand('blind', { toAgentId: uuid('a', 77) }), 'AGENT_GONE'],
    ['a queue that does not exist', (s) => s.hand('blind', { toQueueId: 'nowhere' }), 'UNKNOWN_QUEUE'],
    ['no number', (s) => s.hand('blind', { toNumber: 'sip:me@evil' }), 'BAD_NUMBER'],
    ['nothing', (s) => s.hand('blind', {}), 'ONE_TARGET'],
    ['two things', (s) => s.hand('blind', { toNumber: '112', toQueueId: 'support' }), 'ONE_TARGET'],
  ] as [string, (s: ReturnType<typeof scene>) => unknown, string][])(
    'to %s is refused and changes nothing',
    (_, act, code) => {
      const s = scene();
      expect(act(s)).toEqual({ ok: false, code: `ROUTING.${code}` });
      expect(s.w.stage(s.caller)).toBe('talking');
      expect(s.w.work(s.anna)).toBe('talking');
    },
  );
});

describe('a consultation', () => {
  const consulting = () => {
    const s = scene();
    s.hand('attended', { toAgentId: s.ben });
    return { ...s, half: s.w.ringing(s.caller)! };
  };

  it('occupies both, and the caller stays with who asked', () => {
    const { w, ben, from, half, caller } = consulting();
    w.report(half, 'answered');
    expect(w.reservation(from.id).talk).toBe('consulting');
    expect(w.work(ben)).toBe('talking');
    expect(w.state.interactions.get(caller)).toMatchObject({ stage: 'talking', holder: from.id });
  });

  it.each([
    [
      'by command',
      (s: ReturnType<typeof consulting>) => s.w.command(s.anna, 'consult-complete', { reservation: s.from.id }),
    ],
    ['by command naming the other half', (s) => s.w.command(s.anna, 'consult-complete', { reservation: s.half.id })],
    ['by hanging up', (s) => s.w.report(s.from, 'ended')],
  ] as [string, (s: ReturnType<typeof consulting>) => unknown][])(
    'completed %s: the caller is handed over',
    (_, act) => {
      const s = consulting();
      s.w.report(s.half, 'answered');
      act(s);
      expect(last(s.w).contract.subject).toBe('telephony.consult-complete');
      expect(s.w.state.interactions.get(s.caller)).toMatchObject({ stage: 'talking', holder: s.half.id });
      expect(s.w.work(s.anna)).toBe('wrapping');
      s.w.hangsUp(s.caller);
      expect(s.w.told('reservation.completed')).toHaveLength(0);
      s.w.passes(5500);
      expect([s.w.work(s.anna), s.w.work(s.ben)]).toEqual(['idle', 'idle']);
    },
  );

  it.each([
    [
      'cancelled while it rings',
      (s: ReturnType<typeof consulting>) => s.w.command(s.anna, 'consult-cancel', { reservation: s.from.id }),
    ],
    [
      'cancelled in talk',
      (s) => (s.w.report(s.half, 'answered'), s.w.command(s.anna, 'consult-cancel', { reservation: s.half.id })),
    ],
    ['refused', (s) => s.w.report(s.half, 'rejected')],
    ['not answered', (s) => s.w.report(s.half, 'no-answer')],
    ['ended by the other', (s) => (s.w.report(s.half, 'answered'), s.w.report(s.half, 'ended'))],
    ['cut at the other', (s) => (s.w.report(s.half, 'answered'), s.w.report(s.half, 'lost'))],
  ] as [string, (s: ReturnType<typeof consulting>) => unknown][])('%s: the caller is back with who asked', (_, act) => {
    const s = consulting();
    act(s);
    expect(s.w.reservation(s.from.id).talk).toBe('talking');
    expect(s.w.work(s.ben)).toBe('idle');
    expect(s.w.asked('consult-cancel')).toHaveLength(1);
    expect(s.w.stage(s.caller)).toBe('talking');
  });

  it('completed before it was answered is refused', () => {
    const { w, anna, from } = consulting();
    expect(w.command(anna, 'consult-complete', { reservation: from.id }).code).toBe('ROUTING.CONSULT_NOT_ANSWERED');
  });

  it('who asked is lost: the consultation ends and she is waited for', () => {
    const { w, from, half, ben, caller } = consulting();
    w.report(half, 'answered');
    w.report(from, 'lost');
    expect(w.work(ben)).toBe('idle');
    expect(w.stage(caller)).toBe('lost');
  });

  it('caller gone: both are free', () => {
    const { w, half, anna, ben, caller } = consulting();
    w.report(half, 'answered');
    w.hangsUp(caller);
    expect([w.work(anna), w.work(ben)]).toEqual(['wrapping', 'idle']);
  });

  it('with a queue: its fitting agent', () => {
    const { w, ben, hand, caller } = scene();
    hand('attended', { toQueueId: 'support' });
    expect(w.ringing(caller)?.agentId).toBe(ben);
  });

  it('by somebody else is refused', () => {
    const { w, ben, from } = consulting();
    expect(w.command(ben, 'consult-complete', { reservation: from.id }).code).toBe('ROUTING.NOT_YOURS');
  });
});
