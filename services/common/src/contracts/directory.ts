import { fact, notice, request } from './contract.js';
import { dictionary, edgeShape, type Infer, list, nullable, op, optional, personal, shape } from './fields.js';
import * as w from './words.js';

const tenant = op.id('tenant');
const prompt = op.id('prompt');

/** A flow is data: steps by id, each naming where to go next. The first one is `start`. */
const next = op.id('id of the next step');
export const flowStep = shape({
  id: op.id('step'),
  do: op.oneOf(['greeting', 'menu', 'hours', 'language', 'message', 'queue', 'hangup'], 'kind of step'),
  prompt: optional(prompt),
  /** greeting, message: this prompt tells the caller that the call is recorded. */
  notice: optional(op.flag('the prompt is the notice of recording')),
  next: optional(next),
  /** menu, language: key → step (menu) or language. Keys are named `0` to `9`, `A` to `D`, `star` and `hash`. */
  keys: optional(dictionary(op.id('step or language'))),
  tries: optional(op.int('how often a menu is repeated before `next`')),
  waitMs: optional(op.duration('how long a menu waits for a key after its prompt')),
  /** hours. */
  timeZone: optional(op.text('IANA time zone', 60)),
  open: optional(
    list(
      shape({ days: list(op.int('1 Monday to 7 Sunday'), 7), from: op.text('HH:MM', 5), to: op.text('HH:MM', 5) }),
      50,
    ),
  ),
  holidays: optional(list(op.text('YYYY-MM-DD', 10), 500)),
  closedNext: optional(next),
  queueId: optional(op.id('queue')),
  priority: optional(op.int('priority')),
});
export const flow = shape({ id: op.id('flow'), start: next, steps: list(flowStep, 200) });
export type Flow = Infer<typeof flow>;
export type FlowStep = Infer<typeof flowStep>;

/** Open hours by local time; a holiday is closed all day. */
export const openHours = shape({
  timeZone: op.text('IANA time zone', 60),
  open: list(
    shape({ days: list(op.int('1 Monday to 7 Sunday'), 7), from: op.text('HH:MM', 5), to: op.text('HH:MM', 5) }),
    50,
  ),
  holidays: list(op.text('YYYY-MM-DD', 10), 500),
});
export type OpenHours = Infer<typeof openHours>;

export const overflowRule = shape({
  when: op.oneOf(w.OVERFLOW_CAUSES, 'what is measured'),
  over: op.int('ms waited or estimated, or callers in line; for nobody and closed: ms waited at the least'),
  to: shape({
    do: op.oneOf(w.OVERFLOW_WAYS, 'what is done'),
    queueId: optional(op.id('the other queue')),
    prompt: optional(prompt),
    number: optional(personal.text('number to dial', 40)),
  }),
});
export type OverflowRule = Infer<typeof overflowRule>;

export const queueConfig = shape({
  id: op.id('queue'),
  name: op.text('name', 80),
  skills: dictionary(op.int('lowest level needed')),
  serviceLevelMs: op.duration('answered within this counts for the service level'),
  ringMs: op.duration('time limit of a reservation'),
  wrapMs: op.duration('wrap-up time; 0 is none'),
  lostMs: op.duration('how long a caller waits for a lost agent before she is first in line again'),
  priority: op.int('priority'),
  record: op.flag('calls are recorded'),
  recordReason: op.oneOf(['quality', 'contract', 'law'], 'why'),
  retentionDays: op.int('deleted after'),
  // What follows may be absent; what holds then is said by `queueRules` of routing alone.
  requires: optional(op.text('skill expression; absent: all of `skills`', 1000)),
  relax: optional(
    list(shape({ afterMs: op.duration('from then on'), requires: op.text('skill expression', 1000) }), 20),
  ),
  teams: optional(list(op.id('team or place preferred'), 50)),
  teamsMs: optional(op.duration('how long only those are asked; 0: they are merely asked first')),
  strategy: optional(op.oneOf(w.STRATEGIES, 'how one is chosen of those who fit')),
  ageMs: optional(op.duration('one point of priority is gained each time this was waited; 0 never')),
  preferredMs: optional(op.duration('how long a preferred agent is waited for')),
  reserve: optional(op.int('agents kept free for inbound')),
  hours: optional(openHours),
  overflow: optional(list(overflowRule, 20)),
  waiting: optional(
    shape({
      position: op.flag('the place in line is announced'),
      estimate: op.flag('the wait is announced'),
      everyMs: op.duration('between two announcements'),
      sound: op.oneOf(['music', 'silence'], 'what is heard between them'),
    }),
  ),
  callback: optional(
    shape({
      offer: op.flag('offered to who waits'),
      key: op.id('key of the phone that takes it'),
      expiresMs: op.duration('given up after'),
      attempts: op.int('calls at most'),
      retryMs: op.duration('between two attempts'),
      first: op.oneOf(['agent', 'customer'], 'who is rung first'),
      slotMs: optional(op.duration('length of an appointment; absent: none are given')),
      slotCapacity: optional(op.int('appointments in one slot')),
      slotAheadMs: optional(op.duration('how far ahead appointments are given')),
    }),
  ),
  wrap: optional(
    shape({
      mode: op.oneOf(w.WRAP_MODES, 'how it ends'),
      extendMs: op.duration('one extension'),
      extensions: op.int('extensions at most'),
    }),
  ),
});
export type QueueConfig = Infer<typeof queueConfig>;

export const agentConfig = shape({
  id: op.uuid('agent'),
  team: op.id('team'),
  skills: dictionary(op.int('level 1 to 10')),
  languages: list(op.oneOf(w.LANGUAGES, 'language'), 10),
  phoneUri: nullable(personal.text('desk phone, sip:user@host:port; null means the browser', 200)),
  capacity: optional(dictionary(op.int('how many of this medium at once; absent: as routing has it'))),
  interrupts: optional(dictionary(list(op.oneOf(w.MEDIA, 'medium in hand that it may come on top of'), 7))),
  queueOrder: optional(list(op.id('queue, the one she shall serve first is first'), 1000)),
});
export type AgentConfig = Infer<typeof agentConfig>;

/** Everything that routing, telephony, recording and reporting need to know of the tenant’s set-up, without names of people. */
export const configGet = request('directory.config-get', {
  request: shape({ tenant }),
  reply: shape({
    version: op.int('grows with each change'),
    queues: list(queueConfig, 1000),
    flows: list(flow, 1000),
    /** dialled number → flow. */
    entries: list(shape({ number: op.id('dialled number'), flowId: op.id('flow') }), 1000),
    agents: list(agentConfig, 50_000),
    dispositions: list(shape({ id: op.id('disposition'), name: op.text('name', 80) }), 500),
  }),
});
export const configChanged = notice('directory.config-changed', shape({ tenant, version: op.int('version') }));
/** What was in force under an earlier version, for whoever explains an old decision. As far back as versions are kept. */
export const configAt = request('directory.config-at', {
  request: shape({ tenant, version: op.int('version') }),
  reply: shape({
    found: op.flag('it is still known'),
    queues: list(queueConfig, 1000),
    agents: list(agentConfig, 50_000),
  }),
});
/** Names of people inside, for exports and for the customer’s timeline. Stays at the site. */
export const namesGet = request('directory.names-get', {
  request: shape({ tenant, agentIds: list(op.uuid('agent'), 50_000) }),
  reply: shape({ names: list(shape({ agentId: op.uuid('agent'), name: personal.text('name', 120) }), 50_000) }),
});
/** crossing → directory: whose desktop session is this, and which attachment is the newest? */
export const sessionGet = request('directory.session-get', {
  request: shape({ session: op.id('desktop session') }),
  reply: shape({
    found: op.flag('found and not ended'),
    tenant: optional(tenant),
    agentId: optional(op.uuid('agent')),
    epoch: optional(op.int('epoch of the newest ticket')),
    place: optional(op.id('place')),
  }),
});
export const sessionEnded = notice(
  'directory.session-ended',
  shape({ tenant, session: op.id('desktop session'), agentId: op.uuid('agent') }),
);
/** directory → telephony: a sign-in is over, with or without a desktop: what it registered at Asterisk goes with it. */
export const signInEnded = notice(
  'directory.sign-in-ended',
  shape({ tenant, signIn: op.id('sign-in session'), agentId: op.uuid('user') }),
);

export const directoryFacts = {
  signedIn: fact(
    'directory',
    'session.started',
    1,
    edgeShape({ session: op.id('session'), agentId: op.uuid('agent'), at: op.time('when') }),
  ),
  signedOut: fact(
    'directory',
    'session.ended',
    1,
    edgeShape({ session: op.id('session'), agentId: op.uuid('agent'), at: op.time('when') }),
  ),
  configVersion: fact(
    'directory',
    'config.changed',
    1,
    edgeShape({ version: op.int('version'), by: nullable(op.uuid('user')), at: op.time('when') }),
  ),
} as const;
