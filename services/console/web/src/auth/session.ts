import type { Role } from '#common/contracts/words.js';
import { createStore, useStore } from '../ui/store.js';

/** The site credential and who holds it. `expiresAt` in milliseconds since 1970. */
export interface Session {
  accessToken: string;
  expiresAt: number;
  refreshToken: string;
  user: { id: string; name: string; roles: Role[] };
}

const KEPT = 'spillway.session';
/** Kept for this tab, as a reload in talk must not ask for a password. A copy of the tab gives it up: `claimTab`. */
const session = createStore<Session | undefined>(restore());
/** Why there is no session any more, for the sign-in page. */
export const signedOutBecause = createStore<'expired' | undefined>(undefined);

export const currentSession = () => session.get();
export const useSession = () => useStore(session);
export const watchSession = session.subscribe;

export function keepSession(next: Session): void {
  sessionStorage.setItem(KEPT, JSON.stringify(next));
  signedOutBecause.set(undefined);
  session.set(next);
}

export function dropSession(because?: 'expired'): void {
  sessionStorage.removeItem(KEPT);
  signedOutBecause.set(because);
  session.set(undefined);
}

export const has = (roles: readonly Role[], ...any: Role[]): boolean => any.some((role) => roles.includes(role));

function restore(): Session | undefined {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? 'null') as Session | null;
    return kept?.accessToken && kept.refreshToken && Array.isArray(kept.user?.roles) ? kept : undefined;
  } catch {
    return undefined;
  }
}
