import type { Checked } from './check.js';
import type { agentForm, deltaForm, queueForm, reservationForm, snapshotForm } from './frames.js';

export type DeskAgent = Checked<typeof agentForm>;
export type DeskReservation = Checked<typeof reservationForm>;
export type DeskQueue = Checked<typeof queueForm>;
export type DeskSnapshot = Checked<typeof snapshotForm>;
export type DeskDelta = Checked<typeof deltaForm>;

/** What the desk knows: the last snapshot with every change since. `gap`: changes are missing, a snapshot is needed. */
export interface DeskState {
  readonly known: DeskSnapshot | undefined;
  readonly gap: boolean;
}
export const nothingKnown: DeskState = { known: undefined, gap: false };

/** A snapshot replaces all; one older than what is known is late and changes nothing. */
export function takeSnapshot(state: DeskState, snapshot: DeskSnapshot): DeskState {
  const { known } = state;
  const late =
    known?.session === snapshot.session &&
    (snapshot.epoch < known.epoch || (snapshot.epoch === known.epoch && snapshot.n < known.n));
  return late ? state : { known: snapshot, gap: false };
}

/** Changes are numbered `(epoch, n)` without gaps. A repeat is ignored; a jump asks for a snapshot and changes nothing. */
export function takeDelta(state: DeskState, delta: DeskDelta): DeskState {
  const { known } = state;
  if (!known || known.session !== delta.session || delta.epoch < known.epoch) return state;
  if (delta.epoch === known.epoch && delta.n <= known.n) return state;
  if (delta.epoch > known.epoch || delta.n !== known.n + 1) return state.gap ? state : { known, gap: true };
  if (state.gap) return state;
  return {
    gap: false,
    known: {
      ...known,
      n: delta.n,
      agent: delta.agent ?? known.agent,
      reservations: changed(known.reservations, delta),
      queues: delta.queues ?? known.queues,
    },
  };
}

function changed(before: DeskReservation[], { reservation, gone }: DeskDelta): DeskReservation[] {
  const kept = gone ? before.filter((one) => one.reservation !== gone) : before;
  if (!reservation) return kept;
  const known = kept.some((one) => one.reservation === reservation.reservation);
  return known
    ? kept.map((one) => (one.reservation === reservation.reservation ? reservation : one))
    : [...kept, reservation];
}
