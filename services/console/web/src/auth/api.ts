import { ApiError } from './api.error.js';
import { ask } from './http.js';
import { renew } from './renew.js';
import { currentSession, dropSession } from './session.js';

export interface ApiOptions {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  body?: unknown;
  /** A body that is sent as it is, with its type. */
  file?: Blob;
  headers?: Record<string, string>;
  signal?: AbortSignal;
  /** Sent although the page goes away. */
  keepalive?: boolean;
}

/** Asks the site's API with the site credential, which goes nowhere else: `path` begins with `/api/v1/`. */
export async function apiResponse(path: string, options: ApiOptions = {}): Promise<Response> {
  if (!path.startsWith('/api/v1/')) throw new TypeError(`not a path of the API: ${path}`);
  const before = currentSession();
  if (before && before.expiresAt - Date.now() < 5_000) await renew().catch(() => undefined);
  try {
    return await once(path, options);
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 401 || !currentSession()) throw error;
    await renew().catch((cause) => {
      if (cause instanceof ApiError && cause.status >= 400 && cause.status < 500) dropSession('expired');
      throw cause;
    });
    return once(path, options);
  }
}

export async function api<T>(path: string, options?: ApiOptions): Promise<T> {
  const answer = await apiResponse(path, options);
  if (answer.status === 204) return undefined as T;
  return (await answer.json().catch(() => undefined)) as T;
}

function once(path: string, { method = 'GET', body, file, headers, signal, keepalive }: ApiOptions): Promise<Response> {
  const token = currentSession()?.accessToken;
  return ask(path, {
    method,
    signal,
    keepalive,
    headers: {
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(file ? { 'content-type': file.type || 'application/octet-stream' } : {}),
      ...headers,
    },
    body: file ?? (body === undefined ? undefined : JSON.stringify(body)),
  });
}

/** `?a=1&b=2` of what is not empty. */
export function query(values: Record<string, string | number | undefined>): string {
  const pairs = Object.entries(values).filter(([, value]) => value !== undefined && value !== '');
  return pairs.length ? `?${new URLSearchParams(pairs.map(([name, value]) => [name, String(value)]))}` : '';
}
