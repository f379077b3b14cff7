import { fact, notice, request } from './contract.js';
import { deskAgent, deskAnswer, deskCommand, deskQueue, deskReservation } from './edge.js';
import { edgeShape, list, nullable, op, optional, personal, shape } from './fields.js';
import * as w from './words.js';

const tenant = op.id('tenant');
const interactionId = op.uuid('interaction');
const reservationId = op.uuid('reservation');
const agentId = op.uuid('agent');
const queueId = op.id('queue');
const at = op.time('when it happened');

/** telephony (later channels) → routing: this contact waits now. Repeated until acknowledged; a repeat changes nothing. */
export const enqueue = request('routing.enqueue', {
  request: shape({
    tenant,
    interactionId,
    queueId,
    medium: op.oneOf(w.MEDIA, 'medium'),
    direction: op.oneOf(w.DIRECTIONS, 'who called whom'),
    node: nullable(op.id('Asterisk node of the caller’s leg')),
    arrivedAt: op.time('when the customer arrived; her place in line, whatever happens later'),
    priority: op.int('0 is normal, higher is served first'),
    language: optional(op.oneOf(w.LANGUAGES, 'language')),
    customerId: optional(op.uuid('customer, when already known')),
  }),
  reply: shape({
    position: op.int('1 is next'),
    ahead: op.int('how many are before her'),
    available: op.int('idle agents who fit'),
  }),
});
/** telephony → routing: the interaction is over for the customer. Repeated until acknowledged. */
export const interactionEnd = request('routing.interaction-end', {
  request: shape({
    tenant,
    interactionId,
    phase: op.oneOf(w.CALL_PHASES, 'where she was'),
    cause: op.oneOf(w.END_CAUSES, 'why'),
    keepTicket: op.flag('she did not leave of her own will: keep her place as a ticket'),
    at,
  }),
  reply: shape({ known: op.flag('whether routing knew it') }),
});
/** telephony → routing: what became of the leg of a reservation. Repeated until acknowledged. */
export const report = request('routing.report', {
  request: shape({
    tenant,
    interactionId,
    reservationId,
    outcome: op.oneOf(w.LEG_OUTCOMES, 'outcome'),
    sipCause: optional(op.int('Q.850 cause or SIP status as Asterisk gave it')),
    at,
  }),
  reply: shape({ known: op.flag('whether routing knew it') }),
});
/** A holder check and the facts that customers, recording and telephony need about a reservation. */
export const reservationGet = request('routing.reservation-get', {
  request: shape({ tenant, reservationId }),
  reply: shape({
    found: op.flag('found'),
    agentId: optional(agentId),
    interactionId: optional(interactionId),
    queueId: optional(nullable(queueId)),
    state: optional(op.oneOf(w.RESERVATION_STATES, 'state')),
    talk: optional(op.oneOf(w.TALK_STATES, 'legs')),
    direction: optional(op.oneOf(w.DIRECTIONS, 'who called whom')),
    active: optional(op.flag('pending, talking or wrapping: its holder may see the customer')),
  }),
});
/** customers → routing: wrap-up was finished with a disposition (the note itself stays with customers). */
export const wrapUp = request('routing.wrap-up', {
  request: shape({ tenant, reservationId, agentId, dispositionId: op.id('disposition'), at }),
  reply: shape({ ok: op.flag('done'), code: optional(op.id('refusal')) }),
});
/** site HTTP → routing, after authentication: a transfer or consultation. Numbers stay at the site. */
export const transfer = request('routing.transfer', {
  request: shape({
    tenant,
    commandId: op.uuid('command'),
    deadline: op.time('refuse after'),
    agentId,
    reservationId,
    mode: op.oneOf(['blind', 'attended'], 'blind: hand over at once; attended: talk first'),
    toAgentId: optional(agentId),
    toQueueId: optional(queueId),
    toNumber: optional(personal.text('number to dial', 40)),
  }),
  reply: shape({ ok: op.flag('done'), reservationId: optional(reservationId), code: optional(op.id('refusal')) }),
});

const desk = { tenant, session: op.id('desktop session'), agentId, epoch: op.int('attachment') };
/** crossing → routing: a desktop is attached (again). Raises the epoch; answers with everything the desktop shows, by real ids. */
export const deskAttach = request('routing.desk-attach', {
  request: shape({ ...desk, place: op.id('place'), at }),
  reply: shape({
    ok: op.flag('attached'),
    code: optional(op.id('refusal')),
    n: op.int('number of the last change contained'),
    agent: optional(deskAgent),
    reservations: list(deskReservation, 50),
    queues: list(deskQueue, 200),
  }),
});
export const deskLost = request('routing.desk-lost', {
  request: shape({ ...desk, at }),
  reply: shape({ ok: op.flag('taken') }),
});
export const deskCommandSite = request('routing.desk-command', {
  request: shape({ tenant, agentId, command: deskCommand }),
  reply: deskAnswer,
});
/** crossing → routing every 2 s: the desktops that are alive. */
export const deskBeat = notice(
  'routing.desk-beat',
  shape({ tenant, place: op.id('place'), sessions: list(shape(desk)) }),
);
/** routing → crossing: one numbered change for one desktop, by real ids. The last token is the place. */
export const deskChange = notice(
  'routing.desk-change.*',
  shape({
    ...desk,
    n: op.int('number, without gaps within (session, epoch)'),
    agent: optional(deskAgent),
    reservation: optional(deskReservation),
    gone: optional(reservationId),
    queues: optional(list(deskQueue, 200)),
  }),
);
/** routing → everybody: this process writes now; desktops attach again, telephony repeats what was not acknowledged. */
export const writerStarted = notice('routing.writer-started', shape({ epoch: op.int('fencing epoch'), at }));

const own = { interactionId, at };
const resv = { reservationId, interactionId, agentId: nullable(agentId), at };
export const routingFacts = {
  queueEntered: fact(
    'routing',
    'queue.entered',
    1,
    edgeShape({
      ...own,
      queueId,
      medium: op.oneOf(w.MEDIA, 'medium'),
      arrivedAt: op.time('arrival'),
      priority: op.int('priority'),
    }),
  ),
  queueLeft: fact(
    'routing',
    'queue.left',
    1,
    edgeShape({
      ...own,
      queueId,
      reason: op.oneOf(['answered', 'abandoned', 'ticket-kept', 'transferred', 'ended'], 'how she left the line'),
      waited: op.duration('from entering the queue'),
      reservationId: nullable(reservationId),
    }),
  ),
  queueReturned: fact(
    'routing',
    'queue.returned',
    1,
    edgeShape({
      ...own,
      queueId,
      reason: op.oneOf(['agent-lost', 'transfer-failed'], 'why she is in line again'),
      arrivedAt: op.time('arrival'),
    }),
  ),
  ticketKept: fact(
    'routing',
    'ticket.kept',
    1,
    edgeShape({
      ...own,
      queueId: nullable(queueId),
      arrivedAt: op.time('arrival'),
      reason: op.oneOf(['node-lost'], 'why'),
    }),
  ),
  ticketUsed: fact(
    'routing',
    'ticket.used',
    1,
    edgeShape({ ...own, byInteractionId: op.uuid('the call that served it'), agentId }),
  ),
  reservationCreated: fact(
    'routing',
    'reservation.created',
    1,
    edgeShape({
      ...resv,
      queueId: nullable(queueId),
      kind: op.oneOf(w.RESERVATION_KINDS, 'kind'),
      expiresAt: op.time('limit'),
      external: op.flag('to a number outside, not to an agent'),
      fromReservationId: nullable(op.uuid('the reservation it came from')),
    }),
  ),
  reservationAccepted: fact(
    'routing',
    'reservation.accepted',
    1,
    edgeShape({
      ...resv,
      queueId: nullable(queueId),
      kind: op.oneOf(w.RESERVATION_KINDS, 'kind'),
      rang: op.duration('from offer to answer'),
      waited: nullable(op.duration('from entering the queue to the answer')),
    }),
  ),
  reservationRejected: fact(
    'routing',
    'reservation.rejected',
    1,
    edgeShape({ ...resv, by: op.oneOf(['agent', 'phone', 'unreachable'], 'who refused') }),
  ),
  reservationTimeout: fact('routing', 'reservation.timeout', 1, edgeShape(resv)),
  reservationRescinded: fact(
    'routing',
    'reservation.rescinded',
    1,
    edgeShape({
      ...resv,
      reason: op.oneOf(['caller-gone', 'desktop-lost', 'phone-lost', 'cancelled', 'node-lost', 'healed'], 'why'),
    }),
  ),
  talkHeld: fact('routing', 'reservation.held', 1, edgeShape(resv)),
  talkRetrieved: fact('routing', 'reservation.retrieved', 1, edgeShape(resv)),
  talkLost: fact('routing', 'reservation.lost', 1, edgeShape(resv)),
  talkRejoined: fact('routing', 'reservation.rejoined', 1, edgeShape(resv)),
  talkEnded: fact(
    'routing',
    'reservation.talk-ended',
    1,
    edgeShape({
      ...resv,
      queueId: nullable(queueId),
      talk: op.duration('answer to end, holds included'),
      held: op.duration('of it on hold'),
      reason: op.oneOf(['hung-up', 'transferred', 'agent-lost', 'node-lost', 'healed'], 'why'),
    }),
  ),
  reservationCompleted: fact(
    'routing',
    'reservation.completed',
    1,
    edgeShape({
      ...resv,
      queueId: nullable(queueId),
      kind: op.oneOf(w.RESERVATION_KINDS, 'kind'),
      talk: op.duration('talk, holds included'),
      held: op.duration('of it on hold'),
      wrap: op.duration('wrap-up'),
      dispositionId: nullable(op.id('disposition')),
    }),
  ),
  agentStatus: fact(
    'routing',
    'agent.status',
    1,
    edgeShape({
      agentId,
      status: op.oneOf(w.AGENT_STATUSES, 'status'),
      reason: op.oneOf(w.STATUS_REASONS, 'reason'),
      at,
    }),
  ),
  agentWork: fact(
    'routing',
    'agent.work',
    1,
    edgeShape({
      agentId,
      workState: op.oneOf(w.WORK_STATES, 'work state'),
      reservationId: nullable(reservationId),
      at,
    }),
  ),
} as const;
