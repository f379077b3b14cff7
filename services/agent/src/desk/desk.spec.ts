import { describe, expect, it } from '@jest/globals';
import type { WebSocket } from 'ws';
import type { DeskSnapshot } from '#common/contracts/edge.js';
import { Desk } from './desk.js';

/** A socket whose page reads when the test says so. */
class FakeSocket {
  readonly OPEN = 1;
  readyState = 1;
  bufferedAmount = 0;
  readonly sent: string[] = [];
  reading = true;
  closedWith: number | undefined;
  send(text: string): void {
    this.sent.push(text);
    if (!this.reading) this.bufferedAmount += text.length;
  }
  close(status: number): void {
    this.closedWith = status;
    this.readyState = 2;
  }
  terminate(): void {
    this.readyState = 3;
  }
}

const LIMIT = 2000;
const snapshot = (n: number) =>
  ({ session: 's', epoch: 1, n, at: 0, agent: {}, reservations: [], queues: [] }) as unknown as DeskSnapshot;
const delta = (n: number) => ({ session: 's', epoch: 1, n });
const open = () => {
  const socket = new FakeSocket();
  const desk = new Desk({ session: 's', place: 'site', epoch: 1 }, socket as unknown as WebSocket, LIMIT, 0);
  return { socket, desk, kinds: () => socket.sent.map((s) => (JSON.parse(s) as { t: string }).t) };
};

describe('a page that does not read', () => {
  it('is given no more than the limit, then nothing but a new snapshot when it reads again', () => {
    const { socket, desk, kinds } = open();
    desk.snapshot(snapshot(0));
    socket.reading = false;
    for (let n = 1; n <= 1000; n++) desk.delta(delta(n));
    expect(socket.bufferedAmount).toBeLessThan(LIMIT + 200);
    expect(desk.stalled).toBe(true);
    expect(desk.drained).toBe(false);

    socket.reading = true;
    socket.bufferedAmount = 0;
    expect(desk.drained).toBe(true);
    desk.awaitSnapshot();
    expect(desk.snapshot(snapshot(1000))).toBeUndefined();
    expect(desk.delta(delta(1001))).toBeUndefined();
    expect(kinds().slice(-2)).toEqual(['snapshot', 'delta']);
  });

  it('gets no heartbeats piled up either, and is not stalled by missing one', () => {
    const { socket, desk, kinds } = open();
    socket.bufferedAmount = LIMIT + 1;
    desk.write('{"t":"heartbeat"}', 'heartbeat');
    expect(kinds()).toEqual([]);
    expect(desk.stalled).toBe(false);
  });
});

describe('a page that is sent away', () => {
  it('hears why, once, and then nothing', () => {
    const { socket, desk, kinds } = open();
    desk.bye('EDGE.REPLACED', 1008);
    desk.bye('EDGE.DRAINING', 1012);
    desk.send({ t: 'heartbeat', at: 0, n: 0 });
    expect(kinds()).toEqual(['bye']);
    expect(socket.closedWith).toBe(1008);
    expect(desk.open).toBe(false);
  });
});
