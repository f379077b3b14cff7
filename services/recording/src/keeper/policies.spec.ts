import { describe, expect, it, jest } from '@jest/globals';
import type { Bus } from '#common/bus/bus.js';
import type { Config } from '../config.js';
import { Policies } from './policies.js';

/** Directory, whose notice of a change never comes. */
function setUp() {
  const says = { record: true };
  const again: (() => void)[] = [];
  const bus = {
    subscribe: () => () => {},
    callUntilDone: async () => ({ queues: [{ id: 'sales', record: says.record, recordReason: 'quality' }] }),
    connection: { onOpen: (fn: () => void) => fn(), onReconnect: (fn: () => void) => again.push(fn) },
  } as unknown as Bus;
  const policies = new Policies({ tenant: 'main', retentionDays: 1 } as Config, bus);
  policies.onApplicationBootstrap();
  return { policies, says, reconnect: () => again.map((fn) => fn()) };
}

describe('a change of a queue whose notice was lost', () => {
  it('counts once the bus is back', async () => {
    const { policies, says, reconnect } = setUp();
    await new Promise(setImmediate);
    says.record = false;
    expect(policies.of('main', 'sales').record).toBe(true);
    reconnect();
    await new Promise(setImmediate);
    expect(policies.of('main', 'sales').record).toBe(false);
    policies.beforeApplicationShutdown();
  });

  it('counts after a minute at the latest', async () => {
    jest.useFakeTimers();
    const { policies, says } = setUp();
    await jest.advanceTimersByTimeAsync(1);
    says.record = false;
    await jest.advanceTimersByTimeAsync(60_000);
    expect(policies.of('main', 'sales').record).toBe(false);
    policies.beforeApplicationShutdown();
    jest.useRealTimers();
  });
});
