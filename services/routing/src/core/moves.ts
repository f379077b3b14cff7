import type { ReservationState, TalkState, TicketState } from '#common/contracts/words.js';
import type { Interaction, Reservation, Stage, Ticket } from './model.js';
import type { State } from './state.js';
import { check, RESERVATION_MOVES, STAGE_MOVES, TALK_MOVES, TICKET_MOVES } from './transitions.js';

type Change<T, K extends keyof T> = Partial<Omit<T, K | 'id'>>;

/** The only ways by which a stage, a reservation's state and a talk state change: each is checked against the table. */
export function moveStage(s: State, id: string, to: Stage, now: number, also: Change<Interaction, 'stage'> = {}) {
  const i = s.interactions.get(id)!;
  check(STAGE_MOVES, 'interaction', id, i.stage, to);
  return s.interactions.put({ ...i, ...also, stage: to, changedAt: now });
}
export function moveReservation(
  s: State,
  id: string,
  to: ReservationState,
  also: Change<Reservation, 'state'> = {},
): Reservation {
  const r = s.reservations.get(id)!;
  check(RESERVATION_MOVES, 'reservation', id, r.state, to);
  return s.reservations.put({ ...r, ...also, state: to });
}
export function moveTalk(s: State, id: string, to: TalkState, also: Change<Reservation, 'talk'> = {}): Reservation {
  const r = s.reservations.get(id)!;
  check(TALK_MOVES, 'talk of', id, r.talk, to);
  return s.reservations.put({ ...r, ...also, talk: to });
}
export function moveTicket(s: State, id: string, to: TicketState, also: Change<Ticket, 'state'> = {}): Ticket {
  const x = s.tickets.get(id)!;
  check(TICKET_MOVES, 'ticket', id, x.state, to);
  return s.tickets.put({ ...x, ...also, state: to });
}
