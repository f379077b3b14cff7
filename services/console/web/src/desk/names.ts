import { api } from '../auth/api.js';
import { createStore } from '../ui/store.js';
import type { DeskSnapshot } from './state.js';

/** Names by token. They come from the site alone; a gateway never sees one. */
export const names = createStore<Record<string, string>>({});

const asked = new Map<string, number>();
const AGAIN_MS = 5_000;
let running = false;

/** Asks for the names of tokens that are not known yet; each one again after some seconds, while the site does not know it. */
export function learnNames(known: DeskSnapshot): void {
  const tokens = [...known.queues.map(({ queue }) => queue), ...known.reservations.map(({ queue }) => queue)];
  const now = Date.now();
  const missing = tokens.filter(
    (token): token is string => !!token && !names.get()[token] && now - (asked.get(token) ?? 0) > AGAIN_MS,
  );
  if (!missing.length || running) return;
  for (const token of missing) asked.set(token, now);
  running = true;
  void api<{ queues: { token: string; name: string }[] }>('/api/v1/desk/names?place=site')
    .then(({ queues }) => {
      const found = Object.fromEntries(queues.map(({ token, name }) => [token, name]));
      names.set((before) => ({ ...before, ...found }));
    })
    .catch(() => undefined)
    .finally(() => {
      running = false;
    });
}
