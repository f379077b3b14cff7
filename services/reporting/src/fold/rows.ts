import type { CallPhase, Direction, EndCause, Language, Medium, ReservationKind } from './words.js';

/** One interaction as the report knows it. What has not been told yet is null: unknown is not zero. Times in ms since 1970. */
export interface ContactRow {
  interactionId: string;
  medium: Medium | null;
  direction: Direction | null;
  node: string | null;
  entry: string | null;
  language: Language | null;
  customerId: string | null;
  /** Known to us before this contact. */
  known: boolean | null;
  startedAt: number | null;
  endedAt: number | null;
  /** Where she was when it ended. */
  endPhase: CallPhase | null;
  endCause: EndCause | null;
}

/** How a visit to a queue ended; null while she waits. */
export type VisitOutcome =
  | 'answered'
  | 'abandoned'
  | 'ticket-kept'
  | 'transferred'
  | 'ended'
  | 'overflowed'
  | 'callback';

/** One stay of an interaction in one queue. A contact that is transferred to a second queue makes two. */
export interface VisitRow {
  interactionId: string;
  /** Counts the visits of the interaction from 1. */
  n: number;
  queueId: string;
  enteredAt: number;
  leftAt: number | null;
  outcome: VisitOutcome | null;
  /** From entering to leaving, ms. */
  waitedMs: number | null;
  /** She had been answered (or transferred) and came back: not offered a second time. */
  returned: boolean;
  /** The reservation that answered her. */
  reservationId: string | null;
}

export type LegOutcome = 'accepted' | 'rejected' | 'timeout' | 'rescinded';

/** One reservation: one try to bring the interaction to an agent or a number outside. */
export interface LegRow {
  interactionId: string;
  reservationId: string;
  agentId: string | null;
  queueId: string | null;
  kind: ReservationKind | null;
  external: boolean;
  fromReservationId: string | null;
  offeredAt: number;
  outcome: LegOutcome | null;
  /** Why it was taken back, or who refused. */
  reason: string | null;
  acceptedAt: number | null;
  /** From offer to answer, ms. */
  rangMs: number | null;
  /** From answer to end, holds included, ms. */
  talkMs: number | null;
  heldMs: number | null;
  wrapMs: number | null;
  talkEndedAt: number | null;
  endReason: string | null;
  completedAt: number | null;
  dispositionId: string | null;
}

export interface InteractionRows {
  contact: ContactRow;
  visits: VisitRow[];
  legs: LegRow[];
}
