import type { DataOf, LedgerContract } from '#common/contracts/contract.js';
import type { Envelope } from '#common/contracts/ledger.js';
import { routingFacts } from '#common/contracts/routing.js';
import { telephonyFacts } from '#common/contracts/telephony.js';
import type { ContactRow, HandlingRow } from './timeline.store.js';

/** What one fact says of a contact and of an agent's part in it; what it does not say is absent. */
interface Known {
  readonly contact?: Omit<ContactRow, 'interaction_id'>;
  readonly handling?: Omit<HandlingRow, 'interaction_id'>;
}

const says = <C extends LedgerContract>(contract: C, known: (data: DataOf<C>) => Known) =>
  [contract.type, known as (data: unknown) => Known] as const;

const SAYS = new Map([
  says(telephonyFacts.started, (d) => ({
    contact: { medium: d.medium, direction: d.direction, started_at: d.at },
  })),
  says(telephonyFacts.identified, (d) => ({ contact: { customer_id: d.customerId } })),
  says(telephonyFacts.ended, (d) => ({
    contact: { ended_at: d.at, end_phase: d.phase, end_cause: d.cause, started_at: d.startedAt },
  })),
  says(routingFacts.queueEntered, (d) => ({ contact: { queue_id: d.queueId } })),
  says(routingFacts.queueLeft, (d) => ({ contact: { queue_id: d.queueId, left_line: d.reason } })),
  says(routingFacts.reservationAccepted, (d) => ({
    contact: { answered: true },
    handling: { reservation_id: d.reservationId, agent_id: d.agentId, queue_id: d.queueId, accepted_at: d.at },
  })),
  says(routingFacts.reservationCompleted, (d) => ({
    handling: { reservation_id: d.reservationId, completed_at: d.at, disposition_id: d.dispositionId },
  })),
]);

/** What facts say together, a row for each contact and each handling; a later fact of the same thing has the last word. */
export function knownFrom(facts: readonly Envelope[]): { contacts: ContactRow[]; handlings: HandlingRow[] } {
  const contacts = new Map<string, ContactRow>();
  const handlings = new Map<string, HandlingRow>();
  for (const { type, data } of facts) {
    const interaction_id = data['interactionId'] as string;
    const { contact, handling } = SAYS.get(type)?.(data) ?? {};
    if (contact) contacts.set(interaction_id, merged(contacts.get(interaction_id), { interaction_id, ...contact }));
    if (!handling) continue;
    const id = handling.reservation_id;
    handlings.set(id, merged(handlings.get(id), { interaction_id, ...handling }));
  }
  return { contacts: [...contacts.values()], handlings: [...handlings.values()] };
}

/** Nothing that is known is overwritten by nothing. */
const merged = <R extends object>(before: R | undefined, now: R): R => ({
  ...before,
  ...(Object.fromEntries(Object.entries(now).filter(([, value]) => value !== null && value !== undefined)) as R),
});
