import type { Envelope } from '#common/contracts/ledger.js';
import { emptyContact, foldContact } from './contact.fold.js';
import { foldLegs } from './leg.fold.js';
import type { InteractionRows, LegRow, VisitRow } from './rows.js';
import { foldVisits } from './visit.fold.js';

/**
 * The rows of one interaction, from all its facts at once. Facts may come in any order and more than once; the hybrid
 * clock orders them and their id tells them apart, so the same set of facts always gives the same rows.
 */
export function foldInteraction(interactionId: string, facts: Iterable<Envelope>): InteractionRows {
  const contact = emptyContact(interactionId);
  const visits: VisitRow[] = [];
  const legs = new Map<string, LegRow>();
  for (const e of inOrder(facts)) {
    foldContact(contact, e);
    foldVisits(visits, interactionId, e);
    foldLegs(legs, interactionId, e);
  }
  return { contact, visits, legs: [...legs.values()] };
}

/** Each fact once, by hybrid clock; the id breaks a tie so that the order is the same everywhere. */
export function inOrder(facts: Iterable<Envelope>): Envelope[] {
  const once = new Map([...facts].map((e) => [e.id, e]));
  return [...once.values()].sort((a, b) => (a.hlc < b.hlc ? -1 : a.hlc > b.hlc ? 1 : a.id < b.id ? -1 : 1));
}
