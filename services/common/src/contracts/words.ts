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
 * Who says that a number is a caller's. trunk: the carrier or PBX that we named vouches for it. web: our own page, which
 * made her sign-in. claimed: she says so herself, and anybody could. What is not known is `claimed`.
 */
export const NUMBER_FROM = ['trunk', 'web', 'claimed'] as const;
export type NumberFrom = (typeof NUMBER_FROM)[number];

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
] as const;
export type LegOutcome = (typeof LEG_OUTCOMES)[number];
