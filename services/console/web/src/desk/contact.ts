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
  /** What she wrote when she asked to be called back. */
  context?: { text: string; verified: boolean };
  history: PastContact[];
  draft?: string | null;
}
interface Kept {
  contact?: Contact;
  error?: unknown;
}

/** Of reservations that are open; what comes for another is not taken. */
export const contacts = createStore<Record<string, Kept>>({});
const isKnown = (reservation: string) => contacts.get()[reservation] !== undefined;
const keep = (reservation: string, kept: Kept) => {
  if (isKnown(reservation)) contacts.set((before) => ({ ...before, [reservation]: kept }));
};

/** Nobody of a reservation that is gone stays in the page. */
export function forgetContacts(open: readonly string[]): void {
  const known = Object.entries(contacts.get());
  const left = known.filter(([reservation]) => open.includes(reservation));
  if (left.length < known.length) contacts.set(Object.fromEntries(left));
}

const load = async (reservation: string, tries = 4): Promise<void> => {
  if (!isKnown(reservation)) return;
  try {
    keep(reservation, { contact: await api<Contact>(`/api/v1/desk/reservations/${reservation}/contact`) });
  } catch (error) {
    keep(reservation, { ...contacts.get()[reservation], error });
    // The customer may be looked up still when the call rings.
    if (tries > 1) setTimeout(() => void load(reservation, tries - 1), 1_500);
  }
};

export function askContact(reservation: string): void {
  if (isKnown(reservation)) return;
  contacts.set((before) => ({ ...before, [reservation]: {} }));
  void load(reservation);
}

export function useContact(reservation: string | undefined): Kept {
  const all = useStore(contacts);
  useEffect(() => {
    if (reservation) askContact(reservation);
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
