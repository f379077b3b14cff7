/** The closed vocabularies that more than one service speaks. A sentence each says what is true of the world. */

/** `voice` is the only medium of this release; the seams know the others. */
export const MEDIA = ['voice', 'chat', 'email', 'sms', 'social', 'video', 'callback'] as const;
export type Medium = (typeof MEDIA)[number];

export const DIRECTIONS = ['inbound', 'outbound'] as const;
export const LANGUAGES = ['en', 'pl', 'ru'] as const;
export type Language = (typeof LANGUAGES)[number];

export const ROLES = ['agent', 'team-lead', 'head', 'quality', 'it'] as const;
export type Role = (typeof ROLES)[number];

/** What the agent chose. `not-responding` is set by routing after a ring-no-answer, `away` by a lost desktop. */
export const AGENT_STATUSES = [
  'offline',
  'available',
  'break',
  'training',
  'meeting',
  'away',
  'not-responding',
] as const;
export type AgentStatus = (typeof AGENT_STATUSES)[number];
/** Why a status was set when it was not the agent's own choice. */
export const STATUS_REASONS = [
  'chosen',
  'signed-in',
  'signed-out',
  'ring-no-answer',
  'rejected',
  'desktop-lost',
  'phone-unreachable',
  'set-by-lead',
] as const;
export type StatusReason = (typeof STATUS_REASONS)[number];
/** What routing knows. Never chosen by a person. */
export const WORK_STATES = ['idle', 'reserved', 'talking', 'wrapping'] as const;
export type WorkState = (typeof WORK_STATES)[number];

/**
 * pending: offered, the phone rings. accepted: the phone was answered. rejected: refused by the agent or her phone.
 * timeout: the time limit passed. rescinded: taken back (caller gone, desktop lost, routing's choice). completed: talk and wrap-up are over.
 */
export const RESERVATION_STATES = ['pending', 'accepted', 'rejected', 'timeout', 'rescinded', 'completed'] as const;
export type ReservationState = (typeof RESERVATION_STATES)[number];
/** offer: from a queue. transfer: blind, to an agent or number. consult: the first half of an attended transfer. callback: an agent calls a customer. */
export const RESERVATION_KINDS = ['offer', 'transfer', 'consult', 'callback'] as const;
export type ReservationKind = (typeof RESERVATION_KINDS)[number];
/** What the legs of an accepted reservation do at this moment. */
export const TALK_STATES = ['none', 'talking', 'held', 'consulting', 'lost'] as const;
export type TalkState = (typeof TALK_STATES)[number];

/**
 * How one agent is chosen of those who fit. longest-idle: nothing to do for the longest time. least-occupied: the smallest share
 * of her shift worked. fewest-contacts: least served in her shift. round-robin: asked longest ago. linear: in the order of the
 * set-up. random: by lot. best-skill: the highest levels in the skills that are asked for.
 */
export const STRATEGIES = [
  'longest-idle',
  'least-occupied',
  'fewest-contacts',
  'round-robin',
  'linear',
  'random',
  'best-skill',
] as const;
export type Strategy = (typeof STRATEGIES)[number];
/**
 * Why an agent was not taken, in the order in which it is asked. other-team: not of the places preferred now. reserve: kept free
 * for inbound. took-another: got somebody else in the same moment. not-first: fitted as well, another one was chosen.
 */
export const EXCLUSIONS = [
  'not-signed-in',
  'no-desktop',
  'status',
  'no-skill',
  'language',
  'other-team',
  'waits-for-preferred',
  'no-capacity',
  'phone-unreachable',
  'reserve',
  'took-another',
  'not-first',
] as const;
export type Exclusion = (typeof EXCLUSIONS)[number];

/** How wrap-up ends. none: there is none. optional: by her or at its time limit. required: by her alone. timed: at its time limit alone. on-request: only where she asks for it during the talk. */
export const WRAP_MODES = ['none', 'optional', 'required', 'timed', 'on-request'] as const;
export type WrapMode = (typeof WRAP_MODES)[number];

/**
 * Why a caller does not wait on as she did. waited: this long in this line. estimate: this long still, as far as is known.
 * length: so many in line, she among them. nobody: no one signed in who could serve her. closed: outside of open hours.
 */
export const OVERFLOW_CAUSES = ['waited', 'estimate', 'length', 'nobody', 'closed'] as const;
export type OverflowCause = (typeof OVERFLOW_CAUSES)[number];
/** What is done then. message: she is told something and waits on. hangup: she is told, and her call ends. number: dialled outside. */
export const OVERFLOW_WAYS = ['queue', 'callback', 'message', 'hangup', 'number'] as const;
export type OverflowWay = (typeof OVERFLOW_WAYS)[number];

/** Why a place or a wait may be announced that is worse than the last one. None of these: it is not announced. */
export const WORSE_CAUSES = ['agent-left', 'older-places', 'other-line'] as const;
export type WorseCause = (typeof WORSE_CAUSES)[number];

/**
 * Who says that a number is a caller's. trunk: the carrier or PBX that we named vouches for it. web: our own page, which
 * made her sign-in. claimed: she says so herself, and anybody could. What is not known is `claimed`.
 */
export const NUMBER_FROM = ['trunk', 'web', 'claimed'] as const;
export type NumberFrom = (typeof NUMBER_FROM)[number];

/**
 * A kept place. open: kept after a fault; whoever may calls her by a click. scheduled: for an appointment that is to come.
 * waiting: stands in line by an interaction of its own. calling: an agent or she herself is being called. resting: nobody was
 * reached, or the house is closed; in line again later. used: she was spoken to. given-up: she or we took it back, or nobody
 * was reached as often as the queue tries. expired: too old to be worth a call.
 */
export const TICKET_STATES = [
  'open',
  'scheduled',
  'waiting',
  'calling',
  'resting',
  'used',
  'given-up',
  'expired',
] as const;
export type TicketState = (typeof TICKET_STATES)[number];
/** How a place came to be kept: her call was cut, she pressed the key, asked on a page or in an app. */
export const TICKET_ORIGINS = ['node-lost', 'key', 'web', 'app'] as const;
export type TicketOrigin = (typeof TICKET_ORIGINS)[number];
/** What became of one try. agent: hers did not answer. customer: she did not. fault: ours, not counted as a try. */
export const TRY_OUTCOMES = ['agent', 'customer', 'fault'] as const;
export type TryOutcome = (typeof TRY_OUTCOMES)[number];

/** Where a voice interaction stands for its caller. */
export const CALL_PHASES = [
  'arriving',
  'greeting',
  'menu',
  'message',
  'queue',
  'ringing',
  'talk',
  'transfer',
  'ended',
] as const;
export type CallPhase = (typeof CALL_PHASES)[number];
/** Who or what ended an interaction. */
export const END_CAUSES = [
  'caller-hangup',
  'agent-hangup',
  'flow',
  'closed',
  'all-lines-busy',
  'transferred-out',
  'node-lost',
  'callback',
  'not-served',
  'failed',
] as const;
export type EndCause = (typeof END_CAUSES)[number];
/** What became of the leg to an agent or number, as telephony saw it. */
export const LEG_OUTCOMES = [
  'ringing',
  'answered',
  'rejected',
  'busy',
  'no-answer',
  'unreachable',
  'lost',
  'rejoined',
  'ended',
  'held',
  'retrieved',
  'customer-answered',
] as const;
export type LegOutcome = (typeof LEG_OUTCOMES)[number];
