/** A desktop whose gateway speaks but does not name it for so long is lost, ms. */
export const DESK_SILENT_MS = 6000;
/** A place that says nothing at all for so long has lost its desktops; until then unknown is not gone, ms. */
export const PLACE_SILENT_MS = 30_000;

interface Beat {
  session: string;
  epoch: number;
  at: number;
}
export interface Present {
  readonly id: string;
  readonly session: string | null;
  readonly epoch: number;
  readonly place: string | null;
}

/** When each desktop was last heard of. In memory alone: a new writer waits for one round of beats. */
export class Presence {
  readonly #desks = new Map<string, Beat>();
  readonly #places = new Map<string, { first: number; last: number }>();
  #since = 0;

  begin(now: number): void {
    this.#since = now;
    this.#desks.clear();
    this.#places.clear();
  }

  attached(agentId: string, session: string, epoch: number, now: number): void {
    this.#desks.set(agentId, { session, epoch, at: now });
  }

  beat(place: string, desks: readonly { agentId: string; session: string; epoch: number }[], now: number): void {
    const known = this.#places.get(place);
    // After a silence every desktop of the place has a full round again to be named.
    const first = known && now - known.last < DESK_SILENT_MS ? known.first : now;
    this.#places.set(place, { first, last: now });
    for (const d of desks) this.#desks.set(d.agentId, { session: d.session, epoch: d.epoch, at: now });
  }

  /** Those of `agents` (attached ones) who are lost now. */
  missing(agents: Iterable<Present>, now: number): Present[] {
    return [...agents].filter((a) => {
      const place = this.#places.get(a.place ?? 'site');
      const beat = this.#desks.get(a.id);
      // Whoever has just attached was heard, whatever her place has said before.
      if (!place || now - place.last > DESK_SILENT_MS)
        return now - Math.max(place?.last ?? this.#since, beat?.at ?? 0) > PLACE_SILENT_MS;
      const heard = beat && beat.session === a.session && beat.epoch >= a.epoch ? beat.at : this.#since;
      return now - Math.max(heard, place.first) > DESK_SILENT_MS;
    });
  }
}
