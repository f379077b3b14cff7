import type { Language } from '#common/contracts/words.js';
import { hasRoom, type InHand, mediaBits, needsPhone } from './capacity.js';
import { Catalogue, type Group } from './catalogue.js';
import type { RoutingConfig } from './config.js';
import type { Agent } from './model.js';
import type { Ring } from './rules.js';

/** Signed in and not gone for the day: she could become free. */
export const isPresent = (a: Agent): boolean => a.attached && a.status !== 'offline';
/** She wants work now, and not only until what she has is done. */
export const isWilling = (a: Agent): boolean => a.status === 'available' && a.statusAfterTalk === null;

/**
 * Agents by their numbers, with what matching asks of very many at once. It only narrows down who is looked at; whether one of
 * them fits is said by `consider` alone.
 */
export class Pool {
  readonly catalogue: Catalogue;
  readonly rows: (Agent | undefined)[];
  /** Media that she could take now, as bits. */
  readonly open: Uint8Array;
  readonly #present: Uint8Array;
  readonly #stale = new Set<string>();
  readonly #speakers = new Map<string, { presence: number; any: boolean }>();
  #presence = 0;

  constructor(config: RoutingConfig) {
    this.catalogue = new Catalogue(config);
    const size = this.catalogue.ids.length;
    this.rows = new Array(size);
    this.open = new Uint8Array(size);
    this.#present = new Uint8Array(size);
  }

  touch = (agentId: string) => this.#stale.add(agentId);

  /** Brings the numbers in step. Answers with who changed, and whose presence ended. */
  refresh(row: (id: string) => Agent | undefined, inHand: (id: string) => readonly InHand[]): Fresh {
    const fresh: Fresh = { changed: [...this.#stale], gone: [] };
    for (const id of this.#stale) {
      const n = this.catalogue.numberOf(id);
      if (n === undefined) continue;
      const a = row(id);
      this.rows[n] = a;
      this.open[n] = a ? this.#openFor(a, n, inHand(id)) : 0;
      const present = a && isPresent(a) ? 1 : 0;
      if (present === this.#present[n]) continue;
      this.#present[n] = present;
      this.#presence++;
      if (!present) fresh.gone.push(n);
    }
    this.#stale.clear();
    return fresh;
  }

  #openFor(a: Agent, n: number, inHand: readonly InHand[]): number {
    if (!isPresent(a) || !isWilling(a)) return 0;
    const setUp = this.catalogue.agents[n]!;
    return mediaBits((m) => (a.phone !== false || !needsPhone(m)) && hasRoom(setUp, inHand, m));
  }

  speaks = (n: number, language: Language): boolean => this.catalogue.agents[n]!.languages.includes(language);

  /** Whether anybody present who meets this ring speaks the language; kept until somebody comes or goes. */
  anySpeaker(ring: Ring, language: Language): boolean {
    const key = `${language}/${ring.key}`;
    const before = this.#speakers.get(key);
    if (before?.presence === this.#presence) return before.any;
    const any = this.#anyOf(this.catalogue.group(ring), language);
    this.#speakers.set(key, { presence: this.#presence, any });
    return any;
  }

  #anyOf({ members }: Group, language: Language): boolean {
    for (const n of members) if (this.#present[n] && this.speaks(n, language)) return true;
    return false;
  }
}

export interface Fresh {
  readonly changed: string[];
  readonly gone: number[];
}
