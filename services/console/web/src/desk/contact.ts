import { useEffect } from 'react';
import type { Language } from '#common/contracts/words.js';
import { api } from '../auth/api.js';
import { createStore, useStore } from '../ui/store.js';
import type { NumberSource } from './number-from.js';

/** An earlier contact of a customer, as the site tells it. */
export interface PastContact {
  interactionId: string;
  at: number;
  queue?: string | null;
  direction: 'inbound' | 'outbound';
  numberFrom: NumberSource;
  outcome?: string | null;
  agentName?: string | null;
  disposition?: string | null;
  note?: string | null;
}
/** Who is on the line of a reservation. Readable for its agent alone, and only while the reservation is open. */
export interface Contact {
  customer: { id: string; name: string | null; number: string | null; language: Language | null; known: boolean };
  numberFrom: NumberSource;
  history: PastContact[];
  draft?: string | null;
}
interface Kept {
  contact?: Contact;
  error?: unknown;
}

const contacts = createStore<Record<string, Kept>>({});
const keep = (reservation: string, kept: Kept) => contacts.set((before) => ({ ...before, [reservation]: kept }));

const load = async (reservation: string, tries = 4): Promise<void> => {
  try {
    keep(reservation, { contact: await api<Contact>(`/api/v1/desk/reservations/${reservation}/contact`) });
  } catch (error) {
    keep(reservation, { ...contacts.get()[reservation], error });
    // The customer may be looked up still when the call rings.
    if (tries > 1) setTimeout(() => void load(reservation, tries - 1), 1_500);
  }
};

export function useContact(reservation: string | undefined): Kept {
  const all = useStore(contacts);
  useEffect(() => {
    if (reservation && !contacts.get()[reservation]) {
      keep(reservation, {});
      void load(reservation);
    }
  }, [reservation]);
  return (reservation && all[reservation]) || {};
}

export async function correctCustomer(
  reservation: string,
  change: { name: string; language: Language },
): Promise<void> {
  await api(`/api/v1/desk/reservations/${reservation}/customer`, { method: 'PUT', body: change });
  await load(reservation, 1);
}
