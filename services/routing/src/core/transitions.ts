import type { ReservationState, TalkState } from '#common/contracts/words.js';
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
  waiting: ['ringing', 'ended'],
  ringing: ['waiting', 'talking', 'ended'],
  talking: ['lost', 'transferring', 'waiting', 'closing', 'ended'],
  transferring: ['talking', 'waiting', 'closing', 'ended'],
  calling: ['talking', 'ended'],
  lost: ['talking', 'waiting', 'closing', 'ended'],
  closing: ['ended'],
  ended: [],
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
