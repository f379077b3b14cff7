import type { CallPhase, EndCause, Language, ReservationKind } from '#common/contracts/words.js';
import type { FlowPosition } from '../flow/position.js';
import type { Told } from '../waiting/announcement.js';

/**
 * Where the leg to an agent or number stands.
 * calling: the INVITE is on its way. ringing: the phone rings. talk: bridged with the caller. held: up, the caller hears
 * music because this leg put her on hold. asking: up, waits for the answer of the one she wants to consult. consult: up,
 * talks with another leg while the caller waits. lost: the phone vanished in mid-call, a new leg may join.
 * due: rung when the customer, whose phone rings first, has answered.
 */
export type LegState = 'due' | 'calling' | 'ringing' | 'talk' | 'held' | 'asking' | 'consult' | 'lost';

/** One reservation's leg. Plain data: it is written to the journal as it is. */
export interface Leg {
  readonly reservationId: string;
  readonly kind: ReservationKind;
  /** null: a number outside. */
  readonly agentId: string | null;
  readonly queueId: string | null;
  readonly fromReservationId: string | null;
  /** The channel that is, or will be, this leg in Asterisk. */
  channel: string;
  state: LegState;
  /** When its newest channel was asked for, ms. */
  since: number;
  /** How many times a new channel has joined for the same reservation. */
  joins: number;
  /** A new channel for a lost leg is on its way. */
  rejoining: boolean;
  /** due: how long the phone rings then, ms. */
  ringMs?: number;
  /** The talk that began with `bridged` and has not ended, counted for its facts. */
  talks: number;
  talking: boolean;
}

/** One interaction by voice, as telephony knows it. Plain data: it is written to the journal as it is. */
export interface Call {
  readonly interactionId: string;
  readonly tenant: string;
  readonly node: string;
  /** When the Asterisk process that carries the call started, ms: another start there is the end of this call. */
  readonly nodeBoot: number | null;
  readonly direction: 'inbound' | 'outbound';
  /** The dialled number, or `callback`. */
  readonly entry: string;
  /** When the customer arrived, ms; her place in line. */
  readonly startedAt: number;
  /** The customer's channel; null while an outbound call has rung only the agent. */
  channel: string | null;
  phase: CallPhase;
  phaseSince: number;
  answered: boolean;
  language: Language;
  customerId: string | null;
  flow: { readonly id: string; position: FlowPosition } | null;
  steps: number;
  queue: { readonly queueId: string; readonly priority: number } | null;
  noticePrompt: string | null;
  noticeAt: number | null;
  /** What she was told when she had to wait again; decides nothing but the prompt after a restart of ours. */
  waiting: 'line' | 'agent-lost' | 'transfer-failed' | null;
  /** What was announced to her last, and how often something was. */
  told?: Told;
  announced?: number;
  /** When routing decided the newest of what it let her be told; an older one, or the same again, is done already. */
  treatedAt?: number;
  /** She is told this, and then her call ends. */
  sentAway?: { readonly prompt: string; readonly cause: EndCause };
  /** She pressed the key for a callback, and routing has not said no. */
  wantsCallback?: boolean;
  /** Outbound: she whom we called has answered. */
  customerUp?: boolean;
  legs: Record<string, Leg>;
}

export const bridgeOf = (call: Call): string => `br-${call.interactionId}`;
export const consultBridgeOf = (reservationId: string): string => `cb-${reservationId}`;
export const legsOf = (call: Call): Leg[] => Object.values(call.legs);
const DOWN: ReadonlySet<LegState> = new Set(['due', 'calling', 'ringing', 'lost']);
export const isUp = (leg: Leg): boolean => !DOWN.has(leg.state);

/** The ids that we give to channels: a reservation's, a rejoined one's, a called customer's. */
const OURS = /^(c-)?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(\.r\d+)?$/;
/** A channel that was called from here, and not a caller's. */
export const isCalledByUs = (channel: string): boolean => OURS.test(channel);

/** A channel's id as contracts take it: the halves of an inner call (`Local`) end in `;1` and `;2`. */
export const idOfChannel = (channel: string): string => channel.replaceAll(';', ':');

/** A dialled number as the ledger takes it. */
export const entryIdOf = (dialled: string): string =>
  /^[A-Za-z0-9][A-Za-z0-9._:-]{0,79}$/.test(dialled) ? dialled : 'unknown';
