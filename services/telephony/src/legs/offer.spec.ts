import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { ManualClock } from '#common/clock/clock.js';
import { AriTimeout } from '../ari/index.js';
import { Calls } from '../calls/calls.js';
import { Journal } from '../calls/journal.js';
import type { Phones } from '../endpoints/phones.js';
import type { Nodes } from '../nodes/nodes.js';
import { LegDown } from './leg-down.js';
import { Offer } from './offer.js';
import { Reachable } from './reachable.js';

const [interactionId, reservationId, agentId] = ['i1', 'r1', 'anna'];

/** A caller in line on a node that answers; `endpointOn` says how pushing the agent's phone there goes. */
function stage(endpointOn: () => Promise<string | undefined>) {
  const clock = new ManualClock(1_000);
  const calls = new Calls(new Journal(join(mkdtempSync(join(tmpdir(), 'offer-')), 'calls.jsonl')), clock);
  calls.add({
    ...{ interactionId, tenant: 'main', node: 'a', nodeBoot: 0, direction: 'inbound', entry: '1000', startedAt: 0 },
    ...{ channel: 'c1', phase: 'queue', phaseSince: 0, answered: true, language: 'en', customerId: null, flow: null },
    ...{ steps: 0, queue: null, noticePrompt: null, noticeAt: null, waiting: 'line', legs: {} },
  });
  const told: string[] = [];
  const reports = { leg: (_call: unknown, _id: string, outcome: string) => void told.push(outcome) };
  const none = {} as never;
  const down = new LegDown(calls, reports as never, none, none, none, none);
  const nodes = { ari: () => ({ connected: true }) } as unknown as Nodes;
  const room = { forLeg: (call: Parameters<Calls['move']>[0]) => calls.move(call, 'offered') } as never;
  const reachable = new Reachable({ endpointOn } as unknown as Phones);
  const offer = new Offer(calls, nodes, room, reachable, none, none, down, clock);
  const head = { tenant: 'main', fence: 1, interactionId, reservationId };
  const make = () =>
    offer.make({ ...head, agentId, kind: 'offer', expiresAt: 20_000, queueId: 'sales', fromReservationId: null });
  return { calls, told, make };
}

describe('an offer to a phone that the node does not take', () => {
  it('is over at once and blames nobody; the caller is in line', async () => {
    const { calls, told, make } = stage(() => Promise.reject(new AriTimeout('PUT endpoint', 2_000)));
    expect(await make()).toEqual({ ok: true });
    expect(told).toEqual(['lost']);
    expect(calls.get(interactionId)).toMatchObject({ phase: 'queue', legs: {} });
  });

  it('tells nothing a second time when it was taken back meanwhile', async () => {
    let fail = (_: Error) => {};
    const { calls, told, make } = stage(() => new Promise((_, reject) => (fail = reject)));
    const made = make();
    const call = calls.get(interactionId)!;
    calls.dropLeg(call, call.legs[reservationId]!);
    fail(new AriTimeout('PUT endpoint', 2_000));
    expect(await made).toEqual({ ok: true });
    expect(told).toEqual([]);
  });
});

it('an agent without a phone is unreachable', async () => {
  const { told, make } = stage(async () => undefined);
  expect(await make()).toEqual({ ok: true });
  expect(told).toEqual(['unreachable']);
});
