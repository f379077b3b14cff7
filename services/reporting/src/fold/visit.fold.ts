import { type Envelope, isFact } from '#common/contracts/ledger.js';
import { routingFacts as r } from '#common/contracts/routing.js';
import type { VisitRow } from './rows.js';

const open = (visits: VisitRow[], queueId: string) =>
  visits.findLast((v) => v.queueId === queueId && v.outcome === null);

function enter(visits: VisitRow[], interactionId: string, queueId: string, enteredAt: number, returned: boolean) {
  const visit: VisitRow = {
    interactionId,
    n: visits.length + 1,
    queueId,
    enteredAt,
    leftAt: null,
    outcome: null,
    waitedMs: null,
    returned,
    reservationId: null,
  };
  visits.push(visit);
  return visit;
}

/** Takes one fact into the stays in queues. A leaving whose entering was never told still makes a visit, dated by its wait. */
export function foldVisits(visits: VisitRow[], interactionId: string, e: Envelope): void {
  if (isFact(r.queueEntered, e)) enter(visits, interactionId, e.data.queueId, e.data.at, false);
  else if (isFact(r.queueReturned, e)) enter(visits, interactionId, e.data.queueId, e.data.at, true);
  else if (isFact(r.queueLeft, e)) {
    const { queueId, at, waited, reason, reservationId } = e.data;
    const visit = open(visits, queueId) ?? enter(visits, interactionId, queueId, at - waited, false);
    visit.leftAt = at;
    visit.outcome = reason;
    visit.waitedMs = waited;
    visit.reservationId = reservationId;
  }
}
