import { notice, request } from './contract.js';
import { edgeShape, type Infer, list, nullable, op, optional } from './fields.js';
import * as w from './words.js';

/**
 * All that may pass between the site and the service `agent`, wherever that runs: ids, enums, numbers and times.
 * Agents are known by the session's token, queues and interactions by tokens of the vault; a reservation's id is random by itself.
 */
const session = op.id('token of a desktop session, minted at sign-in, known to directory');
const epoch = op.int('how often this session has been attached to a gateway; the newest wins');

export const deskAgent = edgeShape({
  status: op.oneOf(w.AGENT_STATUSES, 'what the agent chose'),
  reason: op.oneOf(w.STATUS_REASONS, 'why she has that status'),
  statusAfterTalk: nullable(op.oneOf(w.AGENT_STATUSES, 'a status asked for while busy; takes effect afterwards')),
  workState: op.oneOf(w.WORK_STATES, 'what routing knows'),
  since: op.time('of the last change of status or work state'),
});
export const deskReservation = edgeShape({
  reservation: op.uuid('reservation'),
  interaction: op.id('token of the interaction'),
  queue: nullable(op.id('token of the queue')),
  medium: op.oneOf(w.MEDIA, 'medium'),
  direction: op.oneOf(w.DIRECTIONS, 'who called whom'),
  kind: op.oneOf(w.RESERVATION_KINDS, 'why it exists'),
  state: op.oneOf(w.RESERVATION_STATES, 'state'),
  talk: op.oneOf(w.TALK_STATES, 'what its legs do'),
  offeredAt: op.time('of the offer'),
  expiresAt: op.time('when the offer ends'),
  answeredAt: nullable(op.time('of the answer')),
  endedAt: nullable(op.time('of the end of talk')),
  wrapUntil: nullable(op.time('when wrap-up ends by itself')),
  consultOf: nullable(op.uuid('the reservation of the same agent that this consultation or transfer came from')),
});
export const deskQueue = edgeShape({
  queue: op.id('token of the queue'),
  waiting: op.int('contacts waiting'),
  longestSince: nullable(op.time('arrival of the one who waits longest')),
  available: op.int('agents available and idle'),
});
export const deskSnapshot = edgeShape({
  session,
  epoch,
  n: op.int('number of the last change contained'),
  at: op.time('when it was taken'),
  agent: deskAgent,
  reservations: list(deskReservation, 50),
  queues: list(deskQueue, 200),
});
export type DeskSnapshot = Infer<typeof deskSnapshot>;

/** One change for one desktop. What is present replaces what was there; `reservation` in a final state is removed after display. */
export const deskDelta = edgeShape({
  session,
  epoch,
  n: op.int('number of the change, without gaps'),
  agent: optional(deskAgent),
  reservation: optional(deskReservation),
  gone: optional(op.uuid('a reservation that is over')),
  queues: optional(list(deskQueue, 200)),
});
export type DeskDelta = Infer<typeof deskDelta>;

export const DESK_VERBS = [
  'set-status',
  'reject',
  'hold',
  'retrieve',
  'hang-up',
  'consult-complete',
  'consult-cancel',
  'wrap-up-done',
  'wrap-up-extend',
] as const;
export const deskCommand = edgeShape({
  id: op.uuid(
    'of the command, made by the page; kept in the writer’s transaction so that a repeat is answered, not done again',
  ),
  deadline: op.time('after which it must be refused'),
  session,
  epoch,
  verb: op.oneOf(DESK_VERBS, 'what to do'),
  reservation: optional(op.uuid('which reservation, where the verb is about one')),
  status: optional(op.oneOf(w.AGENT_STATUSES, 'the status to take')),
});
export type DeskCommand = Infer<typeof deskCommand>;
export const deskAnswer = edgeShape({
  id: op.uuid('of the command'),
  ok: op.flag('whether it was done'),
  code: optional(op.id('stable code of the refusal, for example ROUTING.STALE_EPOCH')),
});
export type DeskAnswer = Infer<typeof deskAnswer>;

const place = op.id('the place: site, or a cloud');
/** agent → crossing. */
export const edgeAttach = request('edge.desk.attach', {
  request: edgeShape({ session, epoch, place, gateway: op.id('the gateway process') }),
  reply: edgeShape({ snapshot: optional(deskSnapshot), code: optional(op.id('refusal')) }),
});
export const edgeSnapshot = request('edge.desk.snapshot', {
  request: edgeShape({ session, epoch }),
  reply: edgeShape({ snapshot: optional(deskSnapshot), code: optional(op.id('refusal')) }),
});
export const edgeCommand = request('edge.desk.command', { request: deskCommand, reply: deskAnswer });
/** The page is gone (socket closed or three heartbeats missing). A gateway that no longer holds the session is not heard. */
export const edgeLost = request('edge.desk.lost', {
  request: edgeShape({ session, epoch, gateway: op.id('the gateway process') }),
  reply: edgeShape({ ok: op.flag('taken') }),
});
/** Every 2 s from each gateway: which sessions it holds; who is missing for 6 s is lost. */
export const edgeBeat = notice(
  'edge.gateway.beat',
  edgeShape({ gateway: op.id('the gateway process'), place, sessions: list(session) }),
);
/** crossing → one gateway; the last token of the subject is the gateway. */
export const edgeDelta = notice('edge.gateway.delta.*', deskDelta);
/** crossing → every gateway: the site is alive. Signed by directory's key; the page checks it. */
export const edgeHeartbeat = notice(
  'edge.heartbeat',
  edgeShape({ at: op.time('site time'), n: op.int('running number') }),
);
/** crossing → every gateway at its own start: attach all your sessions again. */
export const edgeResync = notice('edge.resync', edgeShape({ at: op.time('site time') }));
