import type {
  AgentStatus,
  Language,
  Medium,
  ReservationKind,
  ReservationState,
  StatusReason,
  TalkState,
  TicketOrigin,
  TicketState,
  WorkState,
} from '#common/contracts/words.js';

/** All times are milliseconds since 1970; all records are replaced as a whole, never changed in place. */

/**
 * Where an interaction stands for routing.
 * waiting: in line, nobody is asked. ringing: in line, one agent is asked. talking: an agent or number has the caller.
 * transferring: handed over blindly, the target rings. calling: an agent is rung so that she can call the customer.
 * dialling: in line, somebody who was asked has her to be: the customer's phone rings.
 * lost: the agent who had the caller is gone for a moment. closing: the last leg ended, the caller's end is on its way. ended: over.
 */
export type Stage =
  | 'waiting'
  | 'ringing'
  | 'dialling'
  | 'talking'
  | 'transferring'
  | 'calling'
  | 'lost'
  | 'closing'
  | 'ended';

export interface Interaction {
  readonly id: string;
  readonly stage: Stage;
  readonly queueId: string | null;
  readonly medium: Medium;
  readonly direction: 'inbound' | 'outbound';
  readonly node: string | null;
  /** Her place in line, whatever happens later. */
  readonly arrivedAt: number;
  /** When she entered the line she is or was in. */
  readonly enteredAt: number;
  /** Hers and her queue's. */
  readonly priority: number;
  /** The queue's part of it when she came in; what counts is what the queue has now. Absent: none is taken apart. */
  readonly queuePriority?: number;
  /** Agents who know her or her case, the best first. Absent: who served her last. null: nobody, she was handed on. */
  readonly preferred?: readonly string[] | null;
  /** Served before everybody who only waits: she was already served and lost it through no fault of hers. */
  readonly first: boolean;
  readonly language: Language | null;
  readonly customerId: string | null;
  /** The reservation that has the caller, or had her last. */
  readonly holder: string | null;
  /** The ticket that this call serves. */
  readonly ticketOf: string | null;
  /** A kept place: nobody is on the line, she is called when her turn comes. */
  readonly absent?: boolean;
  /** Not offered before: the last offer failed through no agent's fault, and trying at once would only spin. */
  readonly restUntil: number | null;
  /** What was last said of why nobody was found for her, as a digest: the same is not said again. */
  readonly told?: string | null;
  /** Lines she was moved out of by overflow, and rules of overflow that took effect for her. */
  readonly overflow?: { readonly queues: readonly string[]; readonly rules: readonly string[] };
  readonly changedAt: number;
  readonly endedAt: number | null;
}

export interface Reservation {
  readonly id: string;
  readonly interactionId: string;
  /** null: a number outside. */
  readonly agentId: string | null;
  readonly queueId: string | null;
  readonly medium: Medium;
  readonly direction: 'inbound' | 'outbound';
  readonly kind: ReservationKind;
  readonly state: ReservationState;
  readonly talk: TalkState;
  readonly offeredAt: number;
  readonly expiresAt: number;
  readonly answeredAt: number | null;
  /** End of talk; an accepted reservation with it is in wrap-up. */
  readonly endedAt: number | null;
  readonly wrapUntil: number | null;
  readonly wrapExtensions: number;
  readonly heldSince: number | null;
  readonly heldMs: number;
  /** talk `lost`: the caller goes back into the line then. */
  readonly lostUntil: number | null;
  /** talk `lost`: last time a new leg was asked for. */
  readonly rejoinAt: number | null;
  readonly fromReservationId: string | null;
  readonly overAt: number | null;
}

export interface Agent {
  readonly id: string;
  readonly status: AgentStatus;
  readonly reason: StatusReason;
  readonly statusAfterTalk: AgentStatus | null;
  readonly afterReason: StatusReason | null;
  /** Set when a lost desktop made her `away`: what she goes back to when the same session returns. */
  readonly statusBefore: AgentStatus | null;
  readonly workState: WorkState;
  readonly since: number;
  /** Since when she has had nothing to do; who has had nothing longest is asked first. */
  readonly idleSince: number;
  readonly session: string | null;
  readonly epoch: number;
  readonly place: string | null;
  readonly attached: boolean;
  /** null: nobody has told yet; counts as reachable, an offer will find out. */
  readonly phone: boolean | null;
  /** Since she signed in: when that was, contacts answered, time with work in hand. Rows of older versions have none of it. */
  readonly shiftAt?: number;
  readonly contacts?: number;
  readonly busyMs?: number;
  readonly busySince?: number | null;
  /** When she was last asked. */
  readonly askedAt?: number;
}

/** Which agent a customer spoke to last; kept for some days, by ids alone. */
export interface Acquaintance {
  /** The customer. */
  readonly id: string;
  readonly agentId: string;
  readonly at: number;
}

/** A place in line that outlived its call, or never had one. */
export interface Ticket {
  /** The interaction that she had; one of its own where she asked on a page. */
  readonly id: string;
  readonly queueId: string | null;
  readonly arrivedAt: number;
  readonly keptAt: number;
  /** Whether she was talking (then: with whom) or waiting. */
  readonly phase: 'waiting' | 'talking';
  readonly agentId: string | null;
  readonly customerId: string | null;
  readonly language: Language | null;
  readonly state: TicketState;
  /** What stands in line for her, or calls her. */
  readonly byInteractionId: string | null;
  readonly origin: TicketOrigin;
  /** An app says who she is. */
  readonly verified: boolean;
  readonly priority: number;
  /** She is called without anybody's click. */
  readonly auto: boolean;
  /** How often she was called and not reached. */
  readonly attempts: number;
  /** How often it has stood in line. */
  readonly queued: number;
  /** The appointment that was given her. */
  readonly slotAt?: number;
  /** scheduled, resting: in line from then on. */
  readonly dueAt: number | null;
  readonly expiresAt: number;
  readonly overAt: number | null;
}

/** The answer to a command, kept so that a repeat is answered and not done again. */
export interface Answered {
  readonly id: string;
  readonly deadline: number;
  readonly answer: { readonly ok: boolean; readonly code?: string; readonly reservationId?: string };
}
