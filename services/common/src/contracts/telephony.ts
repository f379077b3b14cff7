import { fact, notice, request } from './contract.js';
import { edgeShape, list, nullable, op, optional, personal, shape } from './fields.js';
import * as w from './words.js';

const tenant = op.id('tenant');
const interactionId = op.uuid('interaction');
const reservationId = op.uuid('reservation');
const agentId = op.uuid('agent');
const at = op.time('when it happened');
const fence = op.int('epoch of routing’s lease; an older one than seen before is refused');
const done = shape({ ok: op.flag('taken'), code: optional(op.id('refusal, for example TELEPHONY.CALL_GONE')) });

/** routing → telephony: ring this agent for this caller. The SIP answer is the acceptance and comes back as a report. */
export const offer = request('telephony.offer', {
  request: shape({
    tenant,
    fence,
    interactionId,
    reservationId,
    agentId,
    kind: op.oneOf(w.RESERVATION_KINDS, 'kind'),
    expiresAt: op.time('stop ringing at'),
    queueId: nullable(op.id('queue')),
    fromReservationId: nullable(op.uuid('whose legs it takes over (transfer) or talks with (consult)')),
  }),
  reply: done,
});
/** The same towards a number outside. The number is used once and kept nowhere by telephony. */
export const dial = request('telephony.dial', {
  request: shape({
    tenant,
    fence,
    interactionId,
    reservationId,
    kind: op.oneOf(w.RESERVATION_KINDS, 'kind'),
    expiresAt: op.time('stop ringing at'),
    fromReservationId: nullable(op.uuid('whose legs it takes over or talks with')),
    number: personal.text('number to dial', 40),
  }),
  reply: done,
});
/** routing → telephony: an agent calls a customer (also: again, after her call was cut). Rings the agent first, then the customer. */
export const callOut = request('telephony.call-out', {
  request: shape({
    tenant,
    fence,
    interactionId,
    reservationId,
    agentId,
    customerId: op.uuid('customer; telephony asks customers for the number'),
    language: optional(op.oneOf(w.LANGUAGES, 'language')),
    expiresAt: op.time('stop ringing the agent at'),
    queueId: nullable(op.id('queue it counts for')),
    first: optional(op.oneOf(['agent', 'customer'], 'whose phone rings first; absent: the agent’s')),
    ringMs: optional(op.duration('customer first: how long the agent’s phone rings after she answered')),
  }),
  reply: done,
});
const leg = shape({ tenant, fence, interactionId, reservationId });
export const rescind = request('telephony.rescind', { request: leg, reply: done });
export const hold = request('telephony.hold', { request: leg, reply: done });
export const retrieve = request('telephony.retrieve', { request: leg, reply: done });
/** Ends this agent’s (or number’s) leg; when nobody is left with the caller and no other reservation is pending, her call too. */
export const release = request('telephony.release', { request: leg, reply: done });
/** Attended transfer: the caller goes to `reservationId`, the leg of `fromReservationId` ends. */
export const consultComplete = request('telephony.consult-complete', {
  request: shape({ tenant, fence, interactionId, reservationId, fromReservationId: op.uuid('who hands over') }),
  reply: done,
});
/** The consultation ends, the caller is back with `fromReservationId`. */
export const consultCancel = request('telephony.consult-cancel', {
  request: shape({ tenant, fence, interactionId, reservationId, fromReservationId: op.uuid('who keeps the caller') }),
  reply: done,
});
/** A new leg to the agent of an accepted reservation whose leg was lost. */
export const rejoin = request('telephony.rejoin', {
  request: shape({ tenant, fence, interactionId, reservationId, agentId }),
  reply: done,
});
/** The caller waits in line again: music, announcements. */
export const requeue = request('telephony.requeue', {
  request: shape({
    tenant,
    fence,
    interactionId,
    reason: op.oneOf(['agent-lost', 'transfer-failed', 'transferred'], 'what she is told'),
  }),
  reply: done,
});

/** A rule of overflow concerns her call itself: she is told something, offered a callback, or told and hung up on. */
export const treat = request('telephony.treat', {
  request: shape({
    tenant,
    fence,
    interactionId,
    to: op.oneOf(['message', 'callback', 'hangup'], 'what is done'),
    cause: op.oneOf(w.OVERFLOW_CAUSES, 'why'),
    prompt: optional(op.id('what she is told; absent: what fits the cause')),
    at: op.time('when it was decided; what is not newer than what was done is done already'),
  }),
  reply: done,
});

export const callState = shape({
  interactionId,
  node: op.id('Asterisk node'),
  phase: op.oneOf(w.CALL_PHASES, 'phase'),
  startedAt: op.time('start'),
  callerUp: op.flag('the caller’s channel is there'),
  legs: list(shape({ reservationId, state: op.oneOf(['ringing', 'up'], 'state') }), 20),
});
/** routing → telephony: what is true in Asterisk now. A node that cannot be asked is listed as not up: unknown is not gone. */
export const snapshot = request('telephony.snapshot', {
  request: shape({ tenant }),
  reply: shape({
    at,
    nodes: list(shape({ id: op.id('node'), up: op.flag('answers') }), 64),
    calls: list(callState, 50_000),
    /** Agents’ phones; without it routing keeps what the last `phone-changed` said. */
    phones: optional(list(shape({ agentId, reachable: op.flag('some node can ring it') }), 50_000)),
  }),
});
/** telephony → everybody: started, or a node’s truth was read again; routing reconciles. */
export const nodesChanged = notice(
  'telephony.nodes-changed',
  shape({ at, nodes: list(shape({ id: op.id('node'), up: op.flag('answers') }), 64) }),
);
/** telephony → routing: an agent’s phone registered with or vanished from Asterisk. */
export const phoneChanged = notice(
  'telephony.phone-changed',
  shape({ tenant, agentId, reachable: op.flag('some node can ring it'), at }),
);

/** recording → telephony and back: a segment is a stretch of talk of one caller with one agent. telephony says when, recording does it. */
export const segment = notice(
  'telephony.segment',
  shape({
    tenant,
    interactionId,
    reservationId,
    agentId: nullable(agentId),
    queueId: nullable(op.id('queue')),
    node: op.id('Asterisk node'),
    channel: op.id('caller’s channel id (Asterisk uniqueid)'),
    change: op.oneOf(['bridged', 'unbridged'], 'talk began or ended'),
    notice: nullable(op.id('prompt by which the caller was told')),
    noticeAt: nullable(op.time('when she was told')),
    at,
  }),
);

const own = { interactionId, at };
export const telephonyFacts = {
  started: fact(
    'telephony',
    'interaction.started',
    1,
    edgeShape({
      ...own,
      medium: op.oneOf(w.MEDIA, 'medium'),
      direction: op.oneOf(w.DIRECTIONS, 'who called whom'),
      node: op.id('Asterisk node'),
      channel: op.id('Asterisk uniqueid of the caller’s channel'),
      entry: op.id('the entry (dialled number) she came by'),
      witness: op.oneOf(['ari', 'cdr'], 'who saw it: ourselves, or Asterisk’s CDR afterwards'),
    }),
  ),
  step: fact(
    'telephony',
    'interaction.step',
    1,
    edgeShape({
      ...own,
      phase: op.oneOf(w.CALL_PHASES, 'phase'),
      step: op.id('step of the flow'),
      choice: nullable(op.id('key pressed or branch taken')),
    }),
  ),
  language: fact(
    'telephony',
    'interaction.language',
    1,
    edgeShape({ ...own, language: op.oneOf(w.LANGUAGES, 'language') }),
  ),
  noticeGiven: fact(
    'telephony',
    'interaction.notice',
    1,
    edgeShape({ ...own, prompt: op.id('prompt that tells of the recording') }),
  ),
  announced: fact(
    'telephony',
    'interaction.announced',
    1,
    edgeShape({
      ...own,
      queueId: op.id('queue'),
      position: nullable(op.int('as it was said to her; null: it was not')),
      fromMs: nullable(op.duration('the shorter wait that was said')),
      toMs: nullable(op.duration('the longer wait that was said')),
      cause: nullable(op.oneOf(w.WORSE_CAUSES, 'why more was said than before')),
    }),
  ),
  identified: fact(
    'telephony',
    'interaction.identified',
    1,
    edgeShape({ ...own, customerId: op.uuid('customer'), known: op.flag('known before this contact') }),
  ),
  bridged: fact(
    'telephony',
    'interaction.bridged',
    1,
    edgeShape({ ...own, reservationId, agentId: nullable(agentId) }),
  ),
  unbridged: fact(
    'telephony',
    'interaction.unbridged',
    1,
    edgeShape({ ...own, reservationId, agentId: nullable(agentId) }),
  ),
  ended: fact(
    'telephony',
    'interaction.ended',
    1,
    edgeShape({
      ...own,
      startedAt: op.time('start'),
      phase: op.oneOf(w.CALL_PHASES, 'where she was'),
      cause: op.oneOf(w.END_CAUSES, 'why'),
      witness: op.oneOf(['ari', 'cdr'], 'who saw it'),
    }),
  ),
} as const;

/** telephony → customers: who is this? Creates a customer for a number never seen. */
export const identify = request('customers.identify', {
  request: shape({
    tenant,
    interactionId,
    kind: op.oneOf(['phone', 'web'], 'kind of identity'),
    value: personal.text('the caller’s number or visitor id', 120),
    numberFrom: op.oneOf(w.NUMBER_FROM, 'who says that it is hers'),
    name: optional(personal.text('name the network or page gave', 120)),
  }),
  reply: shape({
    customerId: op.uuid('customer'),
    known: op.flag('seen before'),
    language: nullable(op.oneOf(w.LANGUAGES, 'remembered language')),
  }),
});
export const rememberLanguage = request('customers.remember-language', {
  request: shape({ tenant, customerId: op.uuid('customer'), language: op.oneOf(w.LANGUAGES, 'language') }),
  reply: shape({ ok: op.flag('kept') }),
});
/** What somebody wrote when she asked to be called back. Personal: it stays with customers, sealed with her key. */
export const keepContext = request('customers.keep-context', {
  request: shape({
    tenant,
    ticketId: op.uuid('ticket'),
    customerId: op.uuid('customer'),
    text: personal.text('what it is about', 1000),
    verified: op.flag('an app says who she is'),
  }),
  reply: shape({ ok: op.flag('kept') }),
});
export const customerNumber = request('customers.number', {
  request: shape({ tenant, customerId: op.uuid('customer') }),
  reply: shape({ number: nullable(personal.text('number to call', 120)) }),
});
