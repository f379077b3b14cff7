import { describe, expect, it } from '@jest/globals';
import { RoutingWorld } from '../../../../test/builders/routing.builder.js';
import { Healer } from './healer.js';
import type { Truth } from './observe.js';

const truth = (also: Partial<Truth> = {}): Truth => ({ at: 0, nodes: [{ id: 'a', up: true }], calls: [], ...also });
const call = (interactionId: string, legs: { reservationId: string; state: 'ringing' | 'up' }[] = []) => ({
  interactionId,
  node: 'a',
  phase: 'talk' as const,
  startedAt: 0,
  callerUp: true,
  legs,
});

/** Asked twice, 3 s apart. */
function looked(w: RoutingWorld, t: Truth) {
  const healer = new Healer();
  const first = healer.look(w.state, t, w.now);
  w.now += 3000;
  return { first, second: healer.look(w.state, t, w.now) };
}

describe('routing compares itself with Asterisk', () => {
  it('all is as believed: nothing', () => {
    const w = new RoutingWorld();
    const { caller, held } = w.inTalk(1, 1);
    const t = truth({ calls: [call(caller, [{ reservationId: held.id, state: 'up' }])] });
    expect(looked(w, t)).toEqual({ first: [], second: [] });
  });

  it('a call that is not there: acts at the second look only', () => {
    const w = new RoutingWorld();
    const { caller } = w.inTalk(1, 1);
    const { first, second } = looked(w, truth());
    expect(first).toEqual([]);
    expect(second).toEqual([{ type: 'call-missing', interactionId: caller, seenAt: expect.any(Number) }]);
  });

  it.each([
    ['its node does not answer', [{ id: 'a', up: false }]],
    [
      'no node answers',
      [
        { id: 'a', up: false },
        { id: 'b', up: false },
      ],
    ],
  ])('a call that is not there because %s: unknown is not gone', (_, nodes) => {
    const w = new RoutingWorld();
    w.inTalk(1, 1);
    expect(looked(w, truth({ nodes })).second).toEqual([]);
  });

  it('a leg that is not there', () => {
    const w = new RoutingWorld();
    const { caller, held } = w.inTalk(1, 1);
    const { second } = looked(w, truth({ calls: [call(caller)] }));
    expect(second).toEqual([{ type: 'leg-missing', reservationId: held.id, seenAt: expect.any(Number) }]);
  });

  it('a leg that nobody asked for: released', () => {
    const w = new RoutingWorld();
    const caller = w.caller(1);
    const { second } = looked(w, truth({ calls: [call(caller, [{ reservationId: 'x', state: 'up' }])] }));
    expect(second).toEqual([{ type: 'release', interactionId: caller, reservationId: 'x' }]);
  });

  it('a phone that is there after all: believed at once', () => {
    const w = new RoutingWorld();
    const anna = w.agent(1);
    w.phone(anna, false);
    const { first } = looked(w, truth({ phones: [{ agentId: anna, reachable: true }] }));
    expect(first).toMatchObject([{ type: 'phone-changed', agentId: anna, reachable: true }]);
  });
});
