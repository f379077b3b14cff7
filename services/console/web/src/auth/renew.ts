import { ApiError } from './api.error.js';
import { ask } from './http.js';
import { currentSession, dropSession, keepSession, type Session, watchSession } from './session.js';

let running: Promise<void> | undefined;

/** A new access token; callers at the same time share one request, because a refresh token works once. */
export function renew(): Promise<void> {
  running ??= exchange().finally(() => {
    running = undefined;
  });
  return running;
}

async function exchange(): Promise<void> {
  const before = currentSession();
  if (!before) return;
  const answer = await ask('/api/v1/sessions/refresh', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ refreshToken: before.refreshToken }),
  });
  const next = (await answer.json()) as Partial<Session>;
  keepSession({ ...before, ...next } as Session);
}

/** Renews a minute before the end, and again every few seconds while the site is away. */
export function keepFresh(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const plan = () => {
    clearTimeout(timer);
    const session = currentSession();
    if (session) timer = setTimeout(attempt, Math.max(1_000, session.expiresAt - 60_000 - Date.now()));
  };
  const attempt = async () => {
    try {
      await renew();
    } catch (error) {
      if (error instanceof ApiError && error.status >= 400 && error.status < 500 && error.status !== 429) {
        dropSession('expired');
      } else timer = setTimeout(attempt, 5_000);
    }
  };
  const unwatch = watchSession(plan);
  plan();
  return () => {
    unwatch();
    clearTimeout(timer);
  };
}
