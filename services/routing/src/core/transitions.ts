import type { ReservationState, TalkState, TicketState } from '#common/contracts/words.js';
import type { Stage } from './model.js';

/** Where each state may go. A pair that is not here is a fault of ours and is refused before anything is written. */
export const RESERVATION_MOVES: Readonly<Record<ReservationState, readonly ReservationState[]>> = {
  pending: ['accepted', 'rejected', 'timeout', 'rescinded'],
  accepted: ['completed'],
  rejected: [],
  timeout: [],
  rescinded: [],
  completed: [],
};
export const TALK_MOVES: Readonly<Record<TalkState, readonly TalkState[]>> = {
  none: ['talking'],
  talking: ['held', 'consulting', 'lost', 'none'],
  held: ['talking', 'consulting', 'lost', 'none'],
  consulting: ['talking', 'held', 'lost', 'none'],
  lost: ['talking', 'none'],
};
export const STAGE_MOVES: Readonly<Record<Stage, readonly Stage[]>> = {
  waiting: ['ringing', 'dialling', 'transferring', 'closing', 'ended'],
  ringing: ['waiting', 'dialling', 'talking', 'closing', 'ended'],
  dialling: ['ringing', 'talking', 'ended'],
  talking: ['lost', 'transferring', 'waiting', 'closing', 'ended'],
  transferring: ['talking', 'waiting', 'closing', 'ended'],
  calling: ['talking', 'ended'],
  lost: ['talking', 'waiting', 'closing', 'ended'],
  closing: ['ended'],
  ended: [],
};

export const TICKET_MOVES: Readonly<Record<TicketState, readonly TicketState[]>> = {
  open: ['waiting', 'resting', 'calling', 'used', 'given-up', 'expired'],
  scheduled: ['waiting', 'resting', 'given-up', 'expired'],
  waiting: ['open', 'calling', 'resting', 'scheduled', 'used', 'given-up', 'expired'],
  calling: ['open', 'waiting', 'resting', 'used', 'given-up', 'expired'],
  resting: ['waiting', 'calling', 'scheduled', 'used', 'given-up', 'expired'],
  used: [],
  'given-up': [],
  expired: [],
};

export class ImpossibleMove extends Error {
  constructor(what: string, id: string, from: string, to: string) {
    super(`${what} ${id} cannot go from ${from} to ${to}`);
  }
}
export function check<S extends string>(
  moves: Readonly<Record<S, readonly S[]>>,
  what: string,
  id: string,
  from: S,
  to: S,
): void {
  if (from !== to && !moves[from].includes(to)) throw new ImpossibleMove(what, id, from, to);
}
