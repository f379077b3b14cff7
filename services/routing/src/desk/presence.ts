/** A desktop whose gateway speaks but does not name it for so long is lost, ms. */
export const DESK_SILENT_MS = 6000;
/** A place that says nothing at all for so long has lost its desktops; until then unknown is not gone, ms. */
export const PLACE_SILENT_MS = 30_000;

interface Beat {
  epoch: number;
  at: number;
  /** How often in a row it was named although routing took it for lost. */
  unexpected: number;
}
type Named = { readonly agentId: string; readonly session: string; readonly epoch: number };
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
    this.#heard({ agentId, session, epoch }, now);
  }

  beat(place: string, desks: readonly Named[], now: number): void {
    const known = this.#places.get(place);
    // After a silence every desktop of the place has a full round again to be named.
    const first = known && now - known.last < DESK_SILENT_MS ? known.first : now;
    this.#places.set(place, { first, last: now });
    for (const d of desks) this.#heard(d, now);
    for (const [key, { at }] of this.#desks) if (now - at > PLACE_SILENT_MS) this.#desks.delete(key);
  }

  /**
   * Desktops that are there although routing took them for lost: named twice in a row, because the first may have been on
   * its way while they left.
   */
  returned(desks: readonly Named[], agentOf: (id: string) => (Present & { attached: boolean }) | undefined): Named[] {
    return desks.filter((d) => {
      const beat = this.#desks.get(keyOf(d))!;
      const a = agentOf(d.agentId);
      const lost = a !== undefined && !a.attached && a.session === d.session && a.epoch === d.epoch;
      beat.unexpected = lost ? beat.unexpected + 1 : 0;
      return beat.unexpected >= 2;
    });
  }

  /** An older attachment of the same session may be named late; it takes nothing from the newer one. */
  #heard(d: Named, now: number): void {
    const known = this.#desks.get(keyOf(d));
    if (known && known.epoch > d.epoch) return;
    this.#desks.set(keyOf(d), { epoch: d.epoch, at: now, unexpected: known?.unexpected ?? 0 });
  }

  /** Those of `agents` (attached ones) who are lost now. */
  missing(agents: Iterable<Present>, now: number): Present[] {
    return [...agents].filter((a) => {
      const place = this.#places.get(a.place ?? 'site');
      const beat = this.#desks.get(keyOf({ agentId: a.id, session: a.session ?? '' }));
      // Whoever has just attached was heard, whatever her place has said before.
      if (!place || now - place.last > DESK_SILENT_MS)
        return now - Math.max(place?.last ?? this.#since, beat?.at ?? 0) > PLACE_SILENT_MS;
      const heard = beat && beat.epoch >= a.epoch ? beat.at : this.#since;
      return now - Math.max(heard, place.first) > DESK_SILENT_MS;
    });
  }
}

const keyOf = (d: { agentId: string; session: string }): string => `${d.agentId}/${d.session}`;
