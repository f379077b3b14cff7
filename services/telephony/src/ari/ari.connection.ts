import WebSocket from 'ws';
import { type AriOptions, eventsUrl } from './ari.options.js';
import { AriDisconnected } from './errors.js';
import type { AriEvent } from './generated/models.js';
import { Requests, type RestResponse } from './requests.js';

/** What a connection tells its owner. `closed` comes exactly once, also when it never opened. */
export interface ConnectionListener {
  opened(): void;
  event(event: AriEvent): void;
  closed(why: string): void;
}

/** One websocket: events come in, and requests go out over it with their answers. Never used again once closed. */
export class AriConnection {
  private readonly socket: WebSocket;
  private readonly requests: Requests;
  private why = '';

  constructor(
    options: AriOptions,
    private readonly listener: ConnectionListener,
  ) {
    this.requests = new Requests(options.requestTimeoutMs ?? 5_000);
    const authorization = `Basic ${Buffer.from(`${options.user}:${options.password}`).toString('base64')}`;
    this.socket = new WebSocket(eventsUrl(options), {
      headers: { authorization },
      perMessageDeflate: false,
      handshakeTimeout: 5_000,
    });
    this.socket.on('open', () => listener.opened());
    this.socket.on('message', (data) => this.received(String(data)));
    this.socket.on('error', (error) => {
      this.why = error.message;
    });
    this.socket.on('close', (code) => {
      this.requests.failAll();
      listener.closed(this.why || `closed with ${code}`);
    });
  }

  request<R>(method: string, uri: string, body?: unknown): Promise<R> {
    if (this.socket.readyState !== WebSocket.OPEN) return Promise.reject(new AriDisconnected(`${method} ${uri}`));
    return this.requests.start<R>(method, uri, body, (frame) => this.socket.send(frame));
  }

  /** Ends it at once, without the closing handshake a hung node would never answer. */
  end(why: string): void {
    this.why ||= why;
    this.socket.terminate();
  }

  private received(text: string): void {
    const message = JSON.parse(text) as AriEvent | RestResponse;
    if (message.type === 'RESTResponse') this.requests.answer(message as RestResponse);
    else this.listener.event(message as AriEvent);
  }
}
