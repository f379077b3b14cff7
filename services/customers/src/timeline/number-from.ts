import { NUMBER_FROM, type NumberFrom } from '#common/contracts/words.js';

/** Who vouched for the number of a contact; null when we called her. What was not kept was not vouched for. */
export function numberFromOf(contact: { direction: string; numberFrom: string | null }): NumberFrom | null {
  if (contact.direction === 'outbound') return null;
  return NUMBER_FROM.find((known) => known === contact.numberFrom) ?? 'claimed';
}
