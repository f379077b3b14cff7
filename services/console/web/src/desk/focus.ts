import type { DeskReservation } from './state.js';

/** What a reservation is for the person at the desk. */
export type Stage = 'ringing' | 'talk' | 'wrap-up' | 'over';

export function stageOf({ state, endedAt }: DeskReservation): Stage {
  if (state === 'pending') return 'ringing';
  if (state !== 'accepted') return 'over';
  return endedAt === null ? 'talk' : 'wrap-up';
}

/** The reservations by what the desk does with them. `consult` is the second leg of an attended transfer of this agent. */
export interface Focus {
  ringing?: DeskReservation;
  talk?: DeskReservation;
  consult?: DeskReservation;
  wrapUp?: DeskReservation;
}

export function focusOf(reservations: readonly DeskReservation[]): Focus {
  const open = reservations.filter((one) => stageOf(one) !== 'over');
  const consult = open.find((one) => one.consultOf && open.some((other) => other.reservation === one.consultOf));
  const own = open.filter((one) => one !== consult);
  const at = (stage: Stage) => own.find((one) => stageOf(one) === stage);
  return { ringing: at('ringing'), talk: at('talk'), consult, wrapUp: at('wrap-up') };
}
