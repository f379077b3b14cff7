import { type Envelope, isFact } from '#common/contracts/ledger.js';
import { routingFacts as r } from '#common/contracts/routing.js';
import { telephonyFacts as t } from '#common/contracts/telephony.js';
import type { ContactRow } from './rows.js';

export const emptyContact = (interactionId: string): ContactRow => ({
  interactionId,
  medium: null,
  direction: null,
  node: null,
  entry: null,
  language: null,
  customerId: null,
  known: null,
  startedAt: null,
  endedAt: null,
  endPhase: null,
  endCause: null,
});

/** Takes one fact into the row of the interaction itself. */
export function foldContact(row: ContactRow, e: Envelope): void {
  if (isFact(t.started, e)) {
    row.medium = e.data.medium;
    row.direction = e.data.direction;
    row.node = e.data.node;
    row.entry = e.data.entry;
    row.startedAt = e.data.at;
  } else if (isFact(t.language, e)) row.language = e.data.language;
  else if (isFact(t.identified, e)) {
    row.customerId = e.data.customerId;
    row.known = e.data.known;
  } else if (isFact(t.ended, e)) {
    // A call that only the CDR saw has no other word of its start.
    row.startedAt ??= e.data.startedAt;
    row.endedAt = e.data.at;
    row.endPhase = e.data.phase;
    row.endCause = e.data.cause;
  } else if (isFact(r.queueEntered, e)) row.medium ??= e.data.medium;
}
