import type { AriOptions } from './ari.options.js';

/**
 * Lets an application hear only these events. By HTTP of its own: sent over the events websocket, Asterisk 22.10 takes
 * this one request and never answers it.
 */
export async function hearOnly({ url, user, password, app }: AriOptions, types: readonly string[]): Promise<void> {
  const authorization = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
  const response = await fetch(`${url}/ari/applications/${app}/eventFilter`, {
    method: 'PUT',
    signal: AbortSignal.timeout(5_000),
    headers: { authorization, 'content-type': 'application/json' },
    body: JSON.stringify({ allowed: types.map((type) => ({ type })) }),
  });
  if (!response.ok) throw new Error(`Asterisk refused an event filter with ${response.status}`);
}
