import { fact, notice, request } from './contract.js';
import { agentConfig, queueConfig } from './directory.js';
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
    preferred: optional(list(op.uuid('agent who knows her or her case, the best first'), 10)),
  }),
  reply: shape({
    position: op.int('1 is next'),
    ahead: op.int('how many are before her'),
    available: op.int('idle agents who fit'),
  }),
});
/** telephony → routing: where does she stand now, and how long may it still take? What is unknown is absent. */
export const standing = request('routing.standing', {
  request: shape({ tenant, interactionId }),
  reply: shape({
    waiting: op.flag('she is in line and nobody rings for her'),
    queueId: optional(queueId),
    position: optional(op.int('1 is next')),
    ahead: optional(op.int('how many are before her')),
    present: optional(op.int('agents signed in who could serve her line')),
    estimate: optional(
      shape({ p50: op.duration('as likely shorter as longer'), p90: op.duration('nine in ten are shorter') }),
    ),
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
/** telephony → routing: she wants to be called back instead of waiting. Her place stands for her from then on; a repeat is answered alike. */
export const takeCallback = request('routing.take-callback', {
  request: shape({ tenant, interactionId, at }),
  reply: shape({ ok: op.flag('her place is kept'), code: optional(op.id('refusal')) }),
});
/** telephony → routing: what a queue offers to those who want to be called back, before anybody is asked for a number. */
export const callbackTerms = request('routing.callback-terms', {
  request: shape({ tenant, queueId, from: op.time('slots from here on') }),
  reply: shape({
    offered: op.flag('the queue calls back'),
    open: op.flag('within its hours'),
    opensAt: nullable(op.time('when it opens next; null: never')),
    slots: list(
      shape({ from: op.time('begin'), to: op.time('end'), free: op.int('how many may still be taken') }),
      500,
    ),
  }),
});
/** telephony → routing: a callback asked for on a page or in an app. `ticketId` is the asker’s: a repeat is answered alike. */
export const requestCallback = request('routing.request-callback', {
  request: shape({
    tenant,
    ticketId: op.uuid('ticket'),
    queueId,
    customerId: op.uuid('customer'),
    origin: op.oneOf(w.TICKET_ORIGINS, 'web or app'),
    verified: op.flag('the app says who she is'),
    language: optional(op.oneOf(w.LANGUAGES, 'language')),
    slotAt: optional(op.time('begin of the appointment; absent: as soon as it is her turn')),
    at,
  }),
  reply: shape({
    ok: op.flag('kept'),
    code: optional(op.id('refusal')),
    dueAt: optional(op.time('when she stands in line')),
  }),
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
    ticketId: optional(op.uuid('the kept place that this call serves')),
  }),
});
/**
 * directory → routing: what would these queues and agents, put in place of those with the same ids, mean for who waits now?
 * Answers for every queue that somebody waits in or that another number of agents could serve. Changes nothing.
 */
export const impact = request('routing.impact', {
  request: shape({ tenant, queues: list(queueConfig, 1000), agents: list(agentConfig, 50_000) }),
  reply: shape({
    queues: list(
      shape({
        queueId,
        waiting: op.int('callers in line'),
        nobodyBefore: op.int('of them whom no agent of the set-up could serve'),
        nobodyAfter: op.int('the same with the change'),
        absentBefore: op.int('of them whom no agent who is signed in could serve'),
        absentAfter: op.int('the same with the change'),
        fittingBefore: op.int('agents signed in who could serve this queue'),
        fittingAfter: op.int('the same with the change'),
      }),
      1000,
    ),
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
      reason: op.oneOf(
        ['answered', 'abandoned', 'ticket-kept', 'transferred', 'ended', 'overflowed', 'callback'],
        'how she left the line',
      ),
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
      reason: op.oneOf(['agent-lost', 'transfer-failed', 'callback'], 'why she is in line again'),
      arrivedAt: op.time('arrival'),
    }),
  ),
  /** A rule of the queue took effect. For the ways queue, number and hangup she left the line as well. */
  queueOverflowed: fact(
    'routing',
    'queue.overflowed',
    1,
    edgeShape({
      ...own,
      queueId: op.id('the line she waited in'),
      to: op.oneOf(w.OVERFLOW_WAYS, 'what was done'),
      toQueueId: nullable(op.id('the line she waits in now')),
      rule: op.int('place of the rule among those of the queue, from 1'),
      cause: op.oneOf(w.OVERFLOW_CAUSES, 'why'),
      measured: nullable(op.int('what was measured against the rule: ms waited or estimated, or callers in line')),
      over: op.int('the limit of the rule'),
      arrivedAt: op.time('her place in line, which she keeps'),
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
      reason: op.oneOf(w.TICKET_ORIGINS, 'why'),
      customerId: optional(op.uuid('customer')),
      verified: optional(op.flag('an app says who she is')),
      dueAt: optional(op.time('of the appointment')),
      expiresAt: optional(op.time('not called after')),
    }),
  ),
  /** She stands in line by an interaction of her own; each try is another one. */
  ticketQueued: fact(
    'routing',
    'ticket.queued',
    1,
    edgeShape({
      ...own,
      byInteractionId: op.uuid('what stands in line'),
      queueId,
      arrivedAt: op.time('her place'),
      attempt: op.int('the how-manieth try this leads to'),
    }),
  ),
  ticketTried: fact(
    'routing',
    'ticket.tried',
    1,
    edgeShape({
      ...own,
      byInteractionId: op.uuid('the call that reached nobody'),
      outcome: op.oneOf(w.TRY_OUTCOMES, 'who was not reached'),
      attempts: op.int('tries that counted until now'),
      nextAt: nullable(op.time('in line again; null: not any more')),
    }),
  ),
  ticketMoved: fact(
    'routing',
    'ticket.moved',
    1,
    edgeShape({ ...own, dueAt: op.time('new time'), by: op.oneOf(['customer', 'lead', 'hours'], 'who or what') }),
  ),
  /** Asked for again for the same number and queue: one place is enough. */
  ticketJoined: fact(
    'routing',
    'ticket.joined',
    1,
    edgeShape({
      ...own,
      byInteractionId: op.uuid('the call or request that found it'),
      arrivedAt: op.time('her place'),
    }),
  ),
  ticketClosed: fact(
    'routing',
    'ticket.closed',
    1,
    edgeShape({ ...own, reason: op.oneOf(['expired', 'attempts', 'customer', 'lead', 'queue-gone'], 'why') }),
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
  /**
   * Why this interaction was offered to this agent, or to nobody: told with each offer, and to one who waits whenever the
   * answer changed. Who was kept out stands under the first reason; of many, the first are named and the rest counted.
   */
  routingDecided: fact(
    'routing',
    'routing.decided',
    1,
    edgeShape({
      ...own,
      queueId,
      chosen: nullable(agentId),
      ticketOf: optional(op.uuid('the kept place that stands in line by this')),
      strategy: optional(op.oneOf(w.STRATEGIES, 'how one was chosen of those who fit')),
      preferred: optional(op.flag('she was the one to be preferred for this customer')),
      ring: optional(op.int('how often the requirement had been relaxed; 0 as set up')),
      restUntil: optional(op.time('not offered before: the last offer had failed through nobody’s fault')),
      position: op.int('1 was next in line of this queue'),
      first: op.flag('before everybody who only waits'),
      priority: op.int('priority, ageing included'),
      version: op.int('of the set-up by which it was decided'),
      fits: op.int('agents who fitted at this moment, the chosen one included'),
      out: list(
        edgeShape({
          why: op.oneOf(w.EXCLUSIONS, 'what kept them out'),
          agents: list(agentId, 50),
          more: op.int('others with the same reason, not named'),
        }),
        w.EXCLUSIONS.length,
      ),
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
