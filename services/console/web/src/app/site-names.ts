import { api } from '../auth/api.js';
import { watchSession } from '../auth/session.js';
import { createStore, useStore } from '../ui/store.js';

/** Names by id. What everything else speaks of is ids; pages join them here. */
export interface SiteNames {
  agents: Record<string, string>;
  queues: Record<string, string>;
  dispositions: Record<string, string>;
  teams: Record<string, string>;
}
const none: SiteNames = { agents: {}, queues: {}, dispositions: {}, teams: {} };
export const siteNames = createStore<SiteNames>(none);

const FRESH_MS = 30_000;
let learntAt = 0;

/** Asks again when what is known is older than half a minute: somebody may have been hired. */
export async function learnSiteNames(): Promise<void> {
  if (Date.now() - learntAt < FRESH_MS) return;
  learntAt = Date.now();
  try {
    siteNames.set({ ...none, ...(await api<Partial<SiteNames>>('/api/v1/names')) });
  } catch {
    learntAt = 0;
  }
}
watchSession(() => {
  learntAt = 0;
});

/** The name of an id, or its beginning while nobody knows the name. */
export function useNameOf(kind: keyof SiteNames): (id: string | null | undefined) => string {
  const known = useStore(siteNames)[kind];
  return (id) => (id ? (known[id] ?? id.slice(0, 8)) : '–');
}
