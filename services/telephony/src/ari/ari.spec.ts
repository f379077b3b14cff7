import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type WebSocket, WebSocketServer } from 'ws';
import { AriClient, AriDisconnected, AriRefused, AriTimeout, ExpectationMissed, gone } from './index.js';

type Frame = { request_id: string; method: string; uri: string; message_body?: string };
type Answer = { status: number; body?: unknown } | 'silence';

/** The far end of the websocket, in the test's hand: what real Asterisk would not do on demand. */
class FarEnd {
  readonly frames: Frame[] = [];
  readonly sockets: WebSocket[] = [];
  answer: (frame: Frame) => Answer = () => ({ status: 200, body: [] });
  private http!: Server;

  async open(port = 0): Promise<number> {
    this.http = createServer();
    new WebSocketServer({ server: this.http }).on('connection', (socket) => {
      this.sockets.push(socket);
      socket.on('message', (data) => this.received(socket, JSON.parse(String(data)) as Frame));
    });
    await new Promise<void>((up) => this.http.listen(port, '127.0.0.1', up));
    return (this.http.address() as AddressInfo).port;
  }
  async close(): Promise<void> {
    for (const socket of this.sockets) socket.terminate();
    await new Promise((down) => this.http.close(down));
  }
  event(event: object): void {
    this.sockets.at(-1)!.send(JSON.stringify(event));
  }
  private received(socket: WebSocket, frame: Frame): void {
    this.frames.push(frame);
    const answer = this.answer(frame);
    if (answer === 'silence') return;
    const body = answer.body === undefined ? {} : { message_body: JSON.stringify(answer.body) };
    socket.send(
      JSON.stringify({
        type: 'RESTResponse',
        request_id: frame.request_id,
        status_code: answer.status,
        reason_phrase: 'x',
        ...body,
      }),
    );
  }
}

let far: FarEnd;
let port: number;
let ari: AriClient;
const connected = () =>
  new Promise<void>((up) => {
    const off = ari.onConnected(() => {
      off();
      up();
    });
  });

beforeEach(async () => {
  far = new FarEnd();
  port = await far.open();
  ari = new AriClient({
    node: 'a',
    url: `http://127.0.0.1:${port}/ari`,
    user: 'u',
    password: 'p',
    app: 'spillway',
    requestTimeoutMs: 150,
    heartbeatMs: 60_000,
  });
  const up = connected();
  ari.start();
  await up;
});
afterEach(async () => {
  ari.stop();
  await far.close();
});

describe('a request', () => {
  it('goes over the events websocket, with lists joined and absent values left out', async () => {
    far.answer = () => ({ status: 200, body: { id: 'x' } });
    await ari.bridges.addChannel('br 1', { channel: ['a', 'b'], role: undefined });
    await ari.channels.originateWithId('leg', { endpoint: 'PJSIP/x', variables: { A: '1' } });
    expect(far.frames.map(({ method, uri, message_body }) => [method, uri, message_body])).toEqual([
      ['POST', 'bridges/br%201/addChannel?channel=a%2Cb', undefined],
      ['POST', 'channels/leg?endpoint=PJSIP%2Fx', '{"variables":{"A":"1"}}'],
    ]);
  });

  it('that is refused says with what and why', async () => {
    far.answer = () => ({ status: 500, body: { error: 'Allocation failed' } });
    await expect(ari.channels.list()).rejects.toMatchObject({ status: 500, reason: 'Allocation failed', retry: true });
  });

  it('that is not answered in time leaves it open whether it was carried out', async () => {
    far.answer = () => 'silence';
    await expect(ari.channels.list()).rejects.toBeInstanceOf(AriTimeout);
  });

  it('fails at once when the connection goes, and while there is none', async () => {
    far.answer = () => {
      far.sockets.at(-1)!.terminate();
      return 'silence';
    };
    await expect(ari.channels.list()).rejects.toBeInstanceOf(AriDisconnected);
    await expect(ari.channels.list()).rejects.toBeInstanceOf(AriDisconnected);
  });
});

describe('clean-up', () => {
  it.each([
    [404, 'Channel not found', true],
    [409, 'Channel not in Stasis application', true],
    [400, 'Channel not found', true],
    [400, 'Invalid value', false],
    [500, 'Allocation failed', false],
  ])('%i %s: gone is %s', async (status, message, isSuccess) => {
    far.answer = () => ({ status, body: { message } });
    const cleaned = gone(ari.channels.hangup('x'));
    if (isSuccess) await expect(cleaned).resolves.toBeUndefined();
    else await expect(cleaned).rejects.toBeInstanceOf(AriRefused);
  });
});

describe('a lost connection', () => {
  it('is made again for ever, and what is true is asked for each time', async () => {
    const lost = new Promise((down) => ari.onDisconnected(down));
    await far.close();
    await lost;
    expect(ari.connected).toBe(false);
    const up = connected();
    await far.open(port);
    await up;
    await expect(ari.channels.list()).resolves.toEqual([]);
  });

  it('on which it could not be asked for is given up for another, on which everybody asks again', async () => {
    let asked = 0;
    const done = new Promise<void>((resolve) => {
      ari.onConnected(() => {
        asked += 1;
        // As when another connection, by which the asking goes, is not there yet.
        if (asked < 3) throw new AriDisconnected('GET /channels');
        resolve();
      });
    });
    far.sockets.at(-1)!.terminate();
    await done;
    expect(asked).toBe(3);
    expect(ari.connected).toBe(true);
  });

  it('is noticed when Asterisk hangs and its socket stays open', async () => {
    ari.stop();
    ari = new AriClient({
      node: 'a',
      url: `http://127.0.0.1:${port}`,
      user: 'u',
      password: 'p',
      app: 'x',
      requestTimeoutMs: 50,
      heartbeatMs: 20,
    });
    far.answer = () => 'silence';
    const lost = new Promise((down) => ari.onDisconnected(down));
    ari.start();
    await expect(lost).resolves.toMatch(/no answer/);
  });
});

describe('an event', () => {
  it('is expected before the act that causes it', async () => {
    const up = ari.expect('StasisStart', (event) => event.channel.id === 'mine');
    far.answer = () => {
      far.event({ type: 'StasisStart', channel: { id: 'other' } });
      far.event({ type: 'StasisStart', channel: { id: 'mine' } });
      return { status: 200, body: {} };
    };
    await ari.channels.answer('mine');
    expect((await up.happened).channel.id).toBe('mine');
  });

  it('that does not come in time is a miss, and nobody listens on', async () => {
    await expect(ari.expect('StasisEnd', () => true, 20).happened).rejects.toBeInstanceOf(ExpectationMissed);
  });

  it('reaches every listener, also when one of them fails', async () => {
    const heard: string[] = [];
    ari.on('StasisEnd', () => {
      throw new Error('a listener of ours');
    });
    const last = new Promise<void>((done) => {
      ari.on('StasisEnd', (event) => void heard.push(event.channel.id));
      ari.onEvent(() => done());
    });
    far.event({ type: 'StasisEnd', channel: { id: 'c' } });
    await last;
    expect(heard).toEqual(['c']);
  });
});
