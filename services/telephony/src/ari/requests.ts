import { AriDisconnected, AriRefused, AriTimeout } from './errors.js';

/** Asterisk's answer to a request that was sent over the events websocket. */
export interface RestResponse {
  type: 'RESTResponse';
  request_id: string;
  status_code: number;
  reason_phrase: string;
  message_body?: string;
}

interface Pending {
  readonly name: string;
  resolve(body: unknown): void;
  reject(error: Error): void;
  readonly timer: NodeJS.Timeout;
}

/** The requests under way on one connection, by request id. */
export class Requests {
  private readonly pending = new Map<string, Pending>();
  private last = 0;

  constructor(private readonly timeoutMs: number) {}

  get underWay(): number {
    return this.pending.size;
  }

  /** Gives `send` the frame to put on the wire; resolves with the parsed body of a 2xx answer. */
  start<R>(method: string, uri: string, body: unknown, send: (frame: string) => void): Promise<R> {
    const id = String(++this.last);
    const name = `${method} ${uri.split('?')[0]}`;
    return new Promise<R>((resolve, reject) => {
      const timer = setTimeout(() => {
        this.pending.delete(id);
        reject(new AriTimeout(name, this.timeoutMs));
      }, this.timeoutMs);
      this.pending.set(id, { name, resolve: resolve as (body: unknown) => void, reject, timer });
      const content =
        body === undefined ? {} : { content_type: 'application/json', message_body: JSON.stringify(body) };
      send(JSON.stringify({ type: 'RESTRequest', transaction_id: id, request_id: id, method, uri, ...content }));
    });
  }

  answer(response: RestResponse): void {
    const request = this.pending.get(response.request_id);
    // An answer after its time-out: the caller has already been told that the outcome is unknown.
    if (!request) return;
    this.pending.delete(response.request_id);
    clearTimeout(request.timer);
    const text = response.message_body;
    const accepted = response.status_code >= 200 && response.status_code < 300;
    if (accepted) request.resolve(text ? JSON.parse(text) : undefined);
    else request.reject(new AriRefused(response.status_code, request.name, reasonOf(text) ?? response.reason_phrase));
  }

  /** The connection has gone: nobody waits for an answer that cannot come. */
  failAll(): void {
    for (const { name, timer, reject } of this.pending.values()) {
      clearTimeout(timer);
      reject(new AriDisconnected(name));
    }
    this.pending.clear();
  }
}

function reasonOf(body: string | undefined): string | undefined {
  if (!body) return undefined;
  try {
    const parsed = JSON.parse(body) as { message?: string; error?: string };
    return parsed.message ?? parsed.error;
  } catch {
    return body.slice(0, 200);
  }
}
