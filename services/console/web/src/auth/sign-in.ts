import { api } from './api.js';
import { ask } from './http.js';
import { dropSession, keepSession, type Session } from './session.js';

/** Throws ApiError: 401 for a wrong pair, 429 with `retryAfter` after too many. */
export async function signIn(user: string, password: string): Promise<void> {
  const answer = await ask('/api/v1/sessions', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ user, password }),
  });
  keepSession((await answer.json()) as Session);
}

/** Signs out at the site too; when the site is away the page forgets all the same. */
export async function signOut(): Promise<void> {
  await api('/api/v1/sessions', { method: 'DELETE' }).catch(() => undefined);
  dropSession();
}
