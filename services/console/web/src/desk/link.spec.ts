import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { aSnapshot } from './examples.js';
import { Link, type LinkPhase, type Pass } from './link.js';

class FakeSocket {
  readyState = 0;
  sent: { t: string }[] = [];
  closed = false;
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: (() => void) | null = null;
  send(data: string) {
    this.sent.push(JSON.parse(data));
  }
  close() {
    this.closed = true;
  }
  up() {
    this.readyState = 1;
    this.onopen?.();
  }
  hear(frame: object) {
    this.onmessage?.({ data: JSON.stringify(frame) });
  }
}

describe('the link to the gateway', () => {
  let sockets: FakeSocket[];
  let phases: LinkPhase[];
  let frames: string[];
  let epoch: number;
  let siteAway: boolean;
  let link: Link;
  const last = () => sockets.at(-1)!;
  const settle = (ms = 0) => jest.advanceTimersByTimeAsync(ms);

  beforeEach(() => {
    jest.useFakeTimers();
    [sockets, phases, frames, epoch, siteAway] = [[], [], [], 0, false];
    link = new Link({
      pass: async (): Promise<Pass> => {
        if (siteAway) throw new Error('away');
        return { gateway: 'ws://g', ticket: 't', session: 's-1', epoch: ++epoch };
      },
      onFrame: ({ t }) => frames.push(t),
      onPhase: (phase) => phases.push(phase),
      open: () => {
        sockets.push(new FakeSocket());
        return last() as unknown as WebSocket;
      },
    });
  });
  afterEach(() => {
    link.stop();
    jest.useRealTimers();
  });
  const opened = async () => {
    link.start();
    await settle();
    last().up();
    last().hear({ t: 'snapshot', snapshot: aSnapshot() });
  };

  it('opens, passes frames on and beats', async () => {
    await opened();
    await settle(4_000);
    expect(phases).toEqual(['connecting', 'open']);
    expect(frames).toEqual(['snapshot']);
    expect(last().sent).toEqual([{ t: 'beat' }, { t: 'beat' }]);
  });
  it('stays while the site’s heartbeat comes', async () => {
    await opened();
    for (let second = 0; second < 20; second += 2) {
      last().hear({ t: 'heartbeat', at: second, n: second });
      await settle(2_000);
    }
    expect(sockets).toHaveLength(1);
  });
  it('leaves a gateway without heartbeat after three are missing, and asks the site for a new ticket', async () => {
    await opened();
    await settle(8_500);
    expect(sockets[0]!.closed).toBe(true);
    expect(sockets).toHaveLength(2);
    expect(epoch).toBe(2);
    expect(phases).toContain('away');
  });
  it('comes back at once when the socket closes, then slower while the site is away', async () => {
    await opened();
    siteAway = true;
    last().onclose?.();
    await settle(60_000);
    expect(sockets).toHaveLength(1);
    siteAway = false;
    await settle(8_000);
    expect(sockets).toHaveLength(2);
    last().up();
    expect(phases.at(-1)).toBe('open');
  });
  it('does not fight with another window that took the desk over', async () => {
    await opened();
    last().hear({ t: 'bye', code: 'EDGE.REPLACED' });
    await settle(60_000);
    expect(sockets).toHaveLength(1);
    expect(phases.at(-1)).toBe('elsewhere');
  });
  it('ignores what an old socket still says', async () => {
    await opened();
    const old = last();
    const late = old.onmessage!;
    link.renew();
    await settle(10);
    late({ data: JSON.stringify({ t: 'heartbeat', at: 1, n: 1 }) });
    expect(frames).toEqual(['snapshot']);
  });
});
