import { describe, expect, it } from '@jest/globals';
import { RoutingWorld } from '../../../../test/builders/routing.builder.js';
import { aQueue } from '../../../../test/builders/setup.builder.js';

const withWrapUp = () => new RoutingWorld([aQueue('sales', { wrapMs: 10_000 })]);

describe('talk and wrap-up', () => {
  it('answer to end: figures are those of the leg, holds included', () => {
    const w = new RoutingWorld();
    const { held: r, caller } = w.inTalk(1, 1);
    w.now += 5000;
    w.report(r, 'held');
    w.now += 3000;
    w.report(r, 'retrieved');
    w.now += 2000;
    w.hangsUp(caller);
    expect(w.told('reservation.talk-ended')[0]?.data).toMatchObject({ talk: 10_000, held: 3000, reason: 'hung-up' });
  });

  it.each([
    ['its limit passes', (w: RoutingWorld) => w.passes(10_250)],
    [
      'she says that she is done',
      (w: RoutingWorld, a: string, r: string) => w.command(a, 'wrap-up-done', { reservation: r }),
    ],
    [
      'she gives a disposition',
      (w: RoutingWorld, agentId: string, reservationId: string) =>
        w.step({ type: 'wrap-up', reservationId, agentId, dispositionId: 'sold', at: w.now }),
    ],
  ])('wrap-up ends when %s', (_, act) => {
    const w = withWrapUp();
    const { caller, agent, held } = w.inTalk(1, 1);
    w.hangsUp(caller);
    expect(w.work(agent)).toBe('wrapping');
    act(w, agent, held.id);
    expect(w.work(agent)).toBe('idle');
    expect(w.told('reservation.completed')).toHaveLength(1);
  });

  it('wrap-up can be extended, but not for ever', () => {
    const w = withWrapUp();
    const { caller, agent, held } = w.inTalk(1, 1);
    w.hangsUp(caller);
    const extend = () => w.command(agent, 'wrap-up-extend', { reservation: held.id });
    for (let n = 0; n < 5; n++) expect(extend()).toEqual({ ok: true });
    expect(extend()).toEqual({ ok: false, code: 'ROUTING.WRAP_UP_LIMIT' });
    w.passes(59_000);
    expect(w.work(agent)).toBe('wrapping');
    w.passes(2000);
    expect(w.work(agent)).toBe('idle');
  });

  it('a status asked for in talk takes effect after it', () => {
    const w = withWrapUp();
    const { caller, agent } = w.inTalk(1, 1);
    w.status(agent, 'break');
    expect(w.state.agents.get(agent)).toMatchObject({ status: 'available', statusAfterTalk: 'break' });
    w.hangsUp(caller);
    expect(w.state.agents.get(agent)?.status).toBe('available');
    w.passes(11_000);
    expect(w.state.agents.get(agent)).toMatchObject({ status: 'break', statusAfterTalk: null, workState: 'idle' });
  });

  it('a status asked for and taken back in talk changes nothing', () => {
    const w = new RoutingWorld();
    const { caller, agent } = w.inTalk(1, 1);
    w.status(agent, 'break');
    w.status(agent, 'available');
    w.hangsUp(caller);
    expect(w.state.agents.get(agent)?.status).toBe('available');
  });

  it('the agent hangs up: wrap-up at once, and nothing more is offered of that call', () => {
    const w = withWrapUp();
    const { caller, agent, held } = w.inTalk(1, 1);
    w.command(agent, 'hang-up', { reservation: held.id });
    expect(w.asked('release')).toHaveLength(1);
    w.report(held, 'ended');
    expect(w.work(agent)).toBe('wrapping');
    expect(w.stage(caller)).toBe('closing');
    w.hangsUp(caller);
    w.report(held, 'ended');
    expect(w.told('reservation.talk-ended')).toHaveLength(1);
  });

  it('a command told twice is answered twice and done once; a late one is refused', () => {
    const w = new RoutingWorld();
    const anna = w.agent(1);
    const command = {
      id: '00000000-0000-4000-8000-000000000001',
      deadline: w.now + 1000,
      session: `s-${anna}`,
      epoch: 1,
      verb: 'set-status' as const,
      status: 'break' as const,
    };
    const send = () => w.step({ type: 'desk-command', agentId: anna, command });
    expect(send()).toEqual({ ok: true });
    w.status(anna, 'available');
    expect(send()).toEqual({ ok: true });
    expect(w.state.agents.get(anna)?.status).toBe('available');
    w.now += 2000;
    const late = { ...command, id: '00000000-0000-4000-8000-000000000002' };
    expect(w.step({ type: 'desk-command', agentId: anna, command: late })).toEqual({
      ok: false,
      code: 'ROUTING.TOO_LATE',
    });
  });

  it('a command does not say itself how long it is remembered', () => {
    const w = new RoutingWorld();
    const anna = w.agent(1);
    const id = '00000000-0000-4000-8000-000000000001';
    const head = { session: `s-${anna}`, epoch: 1, verb: 'set-status' as const, status: 'break' as const };
    const command = { ...head, id, deadline: Number.MAX_SAFE_INTEGER };
    expect(w.step({ type: 'desk-command', agentId: anna, command })).toEqual({ ok: true });
    expect(w.rows.get(`answered/${id}`)?.overAt).toBe(w.now + 60_000);
  });

  it('a command of an older attachment or another session is refused', () => {
    const w = new RoutingWorld();
    const anna = w.agent(1);
    w.attach(anna, 3);
    const command = (session: string, epoch: number) =>
      w.command(anna, 'set-status', { status: 'break', session, epoch });
    expect(command(`s-${anna}`, 2).code).toBe('ROUTING.STALE_EPOCH');
    expect(command('somebody', 9).code).toBe('ROUTING.NOT_ATTACHED');
    expect(w.attach(anna, 2)).toEqual({ ok: false, code: 'ROUTING.STALE_EPOCH' });
  });
});

describe('an agent lost in talk', () => {
  const lost = () => {
    const w = withWrapUp();
    const talk = w.inTalk(1, 1);
    w.desktopLost(talk.agent);
    w.phone(talk.agent, false);
    w.report(talk.held, 'lost');
    return { w, ...talk };
  };

  it('the caller stays hers for a while', () => {
    const { w, caller, held, agent } = lost();
    w.passes(29_000);
    expect(w.stage(caller)).toBe('lost');
    expect(w.reservation(held.id).talk).toBe('lost');
    expect(w.work(agent)).toBe('talking');
  });

  it('comes back: a new leg is asked for when both desktop and phone are there, and talk goes on', () => {
    const { w, caller, held, agent } = lost();
    w.attach(agent, 2);
    expect(w.asked('rejoin')).toHaveLength(0);
    w.phone(agent, true);
    expect(w.asked('rejoin').map((c) => c.reservationId)).toEqual([held.id]);
    w.report(held, 'rejoined');
    expect(w.stage(caller)).toBe('talking');
    expect(w.reservation(held.id).talk).toBe('talking');
  });

  it('a leg that fails again is asked for again', () => {
    const { w, held, agent } = lost();
    w.attach(agent, 2);
    w.phone(agent, true);
    w.report(held, 'lost');
    w.passes(4500);
    expect(w.asked('rejoin').length).toBeGreaterThanOrEqual(3);
  });

  it('does not come back: the caller is first in line again, told so, and counted once', () => {
    const { w, caller, held } = lost();
    w.passes(30_500);
    expect(w.state.interactions.get(caller)).toMatchObject({ stage: 'waiting', first: true });
    expect(w.asked('requeue').map((c) => c.body['reason'])).toEqual(['agent-lost']);
    expect(w.told('reservation.talk-ended').map((f) => f.data['reason'])).toEqual(['agent-lost']);
    expect(w.reservation(held.id).state).toBe('completed');
    w.passes(5000);
    expect(w.told('queue.returned')).toHaveLength(1);
  });

  it('comes back too late: her leg is released', () => {
    const { w, held } = lost();
    w.passes(31_000);
    w.report(held, 'rejoined');
    expect(w.asked('release').map((c) => c.reservationId)).toEqual([held.id]);
  });

  it('the caller gives up meanwhile: all is over', () => {
    const { w, caller, agent } = lost();
    w.hangsUp(caller);
    expect(w.stage(caller)).toBe('ended');
    w.passes(60_000);
    expect(w.work(agent)).toBe('idle');
  });

  it('page reloaded while idle: available again with the same session', () => {
    const w = new RoutingWorld();
    const anna = w.agent(1);
    w.desktopLost(anna);
    expect(w.state.agents.get(anna)).toMatchObject({ status: 'away', reason: 'desktop-lost' });
    w.attach(anna, 2);
    expect(w.state.agents.get(anna)).toMatchObject({ status: 'available', reason: 'chosen' });
  });

  it('page closed on a break: still on a break when she is back', () => {
    const w = new RoutingWorld();
    const anna = w.agent(1, {}, 'break');
    w.desktopLost(anna);
    w.attach(anna, 2);
    expect(w.state.agents.get(anna)?.status).toBe('break');
  });

  it('a loss told by the gateway she left already changes nothing', () => {
    const w = new RoutingWorld();
    const anna = w.agent(1);
    w.attach(anna, 2);
    w.desktopLost(anna, 1);
    expect(w.state.agents.get(anna)).toMatchObject({ attached: true, status: 'available' });
  });

  it('signed out in talk: offline after it', () => {
    const { w, caller, agent } = (() => {
      const world = withWrapUp();
      return { w: world, ...world.inTalk(1, 1) };
    })();
    w.step({ type: 'session-ended', agentId: agent, session: `s-${agent}` });
    expect(w.work(agent)).toBe('talking');
    w.hangsUp(caller);
    w.passes(11_000);
    expect(w.state.agents.get(agent)).toMatchObject({ status: 'offline', reason: 'signed-out' });
  });
});
