/** Where a node is, and how patient to be with it. Times in ms. */
export interface AriOptions {
  /** The node's id; goes into every log line. */
  readonly node: string;
  /** The node's HTTP server, such as `http://127.0.0.1:7404`, with or without `/ari` at its end. */
  readonly url: string;
  readonly user: string;
  readonly password: string;
  /** Name of the Stasis application. One connection a name: a second one takes the events over. */
  readonly app: string;
  /** Hear of every channel, bridge and endpoint of the node, not of the application's own alone. */
  readonly subscribeAll?: boolean;
  /** How long a request may take. Default 5,000. */
  readonly requestTimeoutMs?: number;
  /** How often a silent node is asked whether it still answers. Default 2,000. */
  readonly heartbeatMs?: number;
  readonly log?: AriLog;
}

/** What the client needs of a logger; pino's fits. */
export interface AriLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export const silent: AriLog = { info: () => {}, warn: () => {}, error: () => {} };

/** `/ari/events` of the node, as a websocket address. */
export function eventsUrl(options: Pick<AriOptions, 'url' | 'app' | 'subscribeAll'>): string {
  const url = new URL(`${options.url.replace(/\/(ari\/?)?$/, '')}/ari/events`);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  url.searchParams.set('app', options.app);
  url.searchParams.set('subscribeAll', String(options.subscribeAll ?? false));
  return url.href;
}

/** A path with its query as ARI takes it: lists joined by commas, absent values left out. */
export function uriOf(path: string, query: Record<string, unknown> = {}): string {
  const parts = Object.entries(query)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`);
  return parts.length ? `${path}?${parts.join('&')}` : path;
}
