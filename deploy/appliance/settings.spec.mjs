import { describe, expect, it } from '@jest/globals';
import { portsNeeded, portsOf } from './settings.mjs';

describe('the ports that must be free', () => {
  it('are those of every node', () => {
    const ports = portsOf(7400);
    const needed = portsNeeded({ port: 7400, nodes: ['a', 'b'] }, [{ port: 1, ops: 21 }]);
    expect(needed).toEqual(expect.arrayContaining([7401, 7421, ports.postgres, ports.nats, ports.natsMonitor]));
    for (const i of [0, 1])
      expect(needed).toEqual(expect.arrayContaining([ports.sip(i), ports.asteriskHttp(i), ports.ami(i)]));
    expect(new Set(needed).size).toBe(needed.length);
    const one = portsNeeded({ port: 7400, nodes: ['a'] }, []);
    expect(one).not.toContain(ports.sip(1));
  });
});
