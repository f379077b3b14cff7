import { ApiError } from '../auth/api.error.js';
import { api } from '../auth/api.js';
import { DeskElsewhere, type Pass } from './link.js';

const KEPT = 'spillway.desk';
interface Given {
  session: string;
  gateway: string;
  ticket: string;
  epoch: number;
}

/** A pass for the desk of this tab: the same desk session again after a reload, a new one when the site knows it no more. */
export async function askPass(): Promise<Pass> {
  const kept = restore();
  if (kept) {
    try {
      const renewed = await api<Partial<Given>>(`/api/v1/desk/sessions/${encodeURIComponent(kept.session)}/ticket`, {
        method: 'POST',
        body: {},
      });
      return keep({ ...kept, ...renewed } as Given);
    } catch (error) {
      if (error instanceof ApiError && error.status === 409) throw new DeskElsewhere();
      const gone = error instanceof ApiError && [400, 403, 404, 410].includes(error.status);
      if (!gone) throw error;
      forgetDesk();
    }
  }
  return keep(await api<Given>('/api/v1/desk/sessions', { method: 'POST', body: {} }));
}

/** After signing out the next person at this tab gets a desk of her own. */
export const forgetDesk = (): void => sessionStorage.removeItem(KEPT);

function keep({ session, gateway, ticket, epoch }: Given): Pass {
  sessionStorage.setItem(KEPT, JSON.stringify({ session, gateway }));
  return { session, gateway, ticket, epoch };
}

function restore(): Pick<Given, 'session' | 'gateway'> | undefined {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? 'null') as Pick<Given, 'session' | 'gateway'> | null;
    return kept?.session && kept.gateway ? kept : undefined;
  } catch {
    return undefined;
  }
}
