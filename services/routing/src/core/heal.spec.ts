import { describe, expect, it } from '@jest/globals';
import { RoutingWorld, uuid } from '../../../../test/builders/routing.builder.js';

const nodeLost = { cause: 'node-lost' as const, keepTicket: true };
const customer = uuid('f', 1);
const again = (w: RoutingWorld, ticketId: string, agentId: string, n = 1) =>
  w.step({ type: 'call-again', commandId: uuid('e', n), deadline: w.now + 1000, agentId, ticketId });

describe('an Asterisk is gone', () => {
  it('who waited keeps a ticket with her original arrival', () => {
    const w = new RoutingWorld();
    const caller = w.caller(1, { arrivedAt: w.now - 60_000 });
    w.hangsUp(caller, nodeLost);
    expect(w.state.tickets.get(caller)).toMatchObject({ state: 'open', phase: 'waiting', arrivedAt: w.now - 60_001 });
    expect(w.told('queue.left')[0]?.data).toMatchObject({ reason: 'ticket-kept' });
  });

  it('who talked can be called again by one click; her agent is named', () => {
    const w = new RoutingWorld();
    const { caller, agent } = w.inTalk(1, 1);
    w.step({ type: 'identified', interactionId: caller, customerId: customer });
    w.hangsUp(caller, nodeLost);
    expect(w.state.tickets.get(caller)).toMatchObject({ phase: 'talking', agentId: agent, customerId: customer });
    const { reservationId } = again(w, caller, agent);
    const r = w.reservation(reservationId);
    expect(r).toMatchObject({ kind: 'callback', direction: 'outbound', state: 'pending' });
    expect(w.asked('call-out')[0]?.body).toMatchObject({ customerId: customer, agentId: agent });
    w.report(r, 'answered');
    w.hangsUp(r.interactionId, { phase: 'talk' });
    expect(w.state.tickets.get(caller)?.state).toBe('used');
    expect(w.told('ticket.used')).toHaveLength(1);
  });

  it.each([
    [
      'the customer does not answer',
      (w: RoutingWorld, id: string) => (
        w.report(w.reservation(id), 'answered'), w.hangsUp(w.reservation(id).interactionId, { phase: 'ringing' })
      ),
    ],
    ['the agent does not answer', (w: RoutingWorld, id: string) => w.report(w.reservation(id), 'no-answer')],
    [
      'telephony refuses',
      (w: RoutingWorld, id: string) =>
        w.step({
          type: 'command-refused',
          subject: 'telephony.call-out',
          interactionId: w.reservation(id).interactionId,
          reservationId: id,
          code: 'TELEPHONY.NO_NUMBER',
        }),
    ],
  ])('%s: the ticket is open again', (_, act) => {
    const w = new RoutingWorld();
    const { caller, agent } = w.inTalk(1, 1);
    w.step({ type: 'identified', interactionId: caller, customerId: customer });
    w.hangsUp(caller, nodeLost);
    act(w, again(w, caller, agent).reservationId);
    expect(w.state.tickets.get(caller)?.state).toBe('open');
    expect(w.work(agent)).toBe('idle');
    expect(again(w, caller, agent, 2).ok).toBe(true);
  });

  it('two agents click: one calls', () => {
    const w = new RoutingWorld();
    const { caller, agent } = w.inTalk(1, 1);
    const ben = w.agent(2);
    w.step({ type: 'identified', interactionId: caller, customerId: customer });
    w.hangsUp(caller, nodeLost);
    expect(again(w, caller, agent).ok).toBe(true);
    expect(again(w, caller, ben, 2)).toEqual({ ok: false, code: 'ROUTING.TICKET_TAKEN' });
  });

  it('she calls again by herself: she has the place of her ticket', () => {
    const w = new RoutingWorld();
    const cut = w.caller(1, { customerId: customer });
    const other = w.caller(2);
    w.hangsUp(cut, nodeLost);
    const back = w.caller(3);
    w.step({ type: 'identified', interactionId: back, customerId: customer });
    const anna = w.agent(1);
    expect(w.state.ofAgent(anna)[0]?.interactionId).toBe(back);
    w.report(w.ringing(back), 'answered');
    expect(w.state.tickets.get(cut)?.state).toBe('used');
    expect(w.stage(other)).toBe('waiting');
  });

  it('she calls again and gives up: the ticket is open again', () => {
    const w = new RoutingWorld();
    const cut = w.caller(1, { customerId: customer });
    w.hangsUp(cut, nodeLost);
    w.hangsUp(w.caller(2, { customerId: customer }));
    expect(w.state.tickets.get(cut)?.state).toBe('open');
  });
});

describe('what Asterisk does not know', () => {
  it('a call: ended as healed, the agent free', () => {
    const w = new RoutingWorld();
    const { caller, agent } = w.inTalk(1, 1);
    w.now += 5000;
    w.step({ type: 'call-missing', interactionId: caller, seenAt: w.now });
    expect(w.stage(caller)).toBe('ended');
    expect(w.work(agent)).toBe('idle');
    expect(w.told('reservation.talk-ended')[0]?.data['reason']).toBe('healed');
  });

  it('a call that changed after the question: nothing', () => {
    const w = new RoutingWorld();
    const { caller } = w.inTalk(1, 1);
    w.step({ type: 'call-missing', interactionId: caller, seenAt: w.now - 10 });
    expect(w.stage(caller)).toBe('talking');
  });

  it('a leg that should ring: the caller goes on', () => {
    const w = new RoutingWorld();
    w.agent(1);
    const caller = w.caller(1);
    const r = w.ringing(caller)!;
    w.now += 5000;
    const ben = w.agent(2);
    w.step({ type: 'leg-missing', reservationId: r.id, seenAt: w.now });
    expect(w.reservation(r.id).state).toBe('rescinded');
    w.passes(1000);
    expect(w.ringing(caller)?.agentId).toBe(ben);
  });

  it('a leg that should talk: lost, called back at once', () => {
    const w = new RoutingWorld();
    const { held, caller } = w.inTalk(1, 1);
    w.now += 5000;
    w.step({ type: 'leg-missing', reservationId: held.id, seenAt: w.now });
    expect(w.stage(caller)).toBe('lost');
    expect(w.asked('rejoin')).toHaveLength(1);
  });

  const refused = (w: RoutingWorld, code: string) => {
    const caller = w.caller(1);
    const r = w.ringing(caller)!;
    w.step({ type: 'command-refused', subject: 'telephony.offer', interactionId: caller, reservationId: r.id, code });
    return caller;
  };

  it('telephony refuses the offer because the call is gone: nobody blamed; the end, when it is told, counts as what it was', () => {
    const w = new RoutingWorld();
    const anna = w.agent(1);
    const caller = refused(w, 'TELEPHONY.CALL_GONE');
    expect(w.told('reservation.rescinded')[0]?.data['reason']).toBe('caller-gone');
    expect(w.state.agents.get(anna)).toMatchObject({ status: 'available', workState: 'idle' });
    w.hangsUp(caller);
    expect(w.told('queue.left').map((f) => f.data['reason'])).toEqual(['abandoned']);
  });

  it('telephony cannot reach the node: nobody blamed, and offered again after a second, not at once', () => {
    const w = new RoutingWorld();
    const anna = w.agent(1);
    const caller = refused(w, 'TELEPHONY.NODE_AWAY');
    expect(w.state.agents.get(anna)?.status).toBe('available');
    w.step({ type: 'tick' });
    expect(w.ringing(caller)).toBeUndefined();
    w.passes(1000);
    expect(w.ringing(caller)?.agentId).toBe(anna);
  });

  it('an agent away for a quarter of an hour: offline', () => {
    const w = new RoutingWorld();
    const anna = w.agent(1);
    w.desktopLost(anna);
    w.now += 15 * 60_000;
    w.passes(500);
    expect(w.state.agents.get(anna)?.status).toBe('offline');
  });
});
