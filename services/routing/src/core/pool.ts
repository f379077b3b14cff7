import type { Language } from '#common/contracts/words.js';
import { hasRoom, type InHand, mediaBits, needsPhone } from './capacity.js';
import { Catalogue, type Group } from './catalogue.js';
import type { RoutingConfig } from './config.js';
import type { Agent } from './model.js';
import type { Ring } from './rules.js';

const MOST_JOURNAL = 20_000;

/** Signed in and not gone for the day: she could become free. */
export const isPresent = (a: Agent): boolean => a.attached && a.status !== 'offline';
/** She wants work now, and not only until what she has is done. */
export const isWilling = (a: Agent): boolean => a.status === 'available' && a.statusAfterTalk === null;

const WITHOUT_PHONE = mediaBits((m) => !needsPhone(m));

/**
 * Agents by their numbers, with what matching asks of very many at once. It only narrows down who is looked at; whether one of
 * them fits is said by `consider` alone.
 */
export class Pool {
  readonly catalogue: Catalogue;
  readonly rows: (Agent | undefined)[];
  /** Media that she could take now, as bits. */
  readonly open: Uint8Array;
  /** Media that her capacity leaves room for, whatever else keeps her, as bits. */
  readonly room: Uint8Array;
  readonly #present: Uint8Array;
  readonly #stale = new Set<string>();
  readonly #speakers = new Map<Language, Map<Group, { presence: number; any: boolean }>>();
  readonly #journal: string[] = [];
  #presence = 0;

  constructor(config: RoutingConfig) {
    this.catalogue = new Catalogue(config);
    const size = this.catalogue.ids.length;
    this.rows = new Array(size);
    this.open = new Uint8Array(size);
    this.room = new Uint8Array(size);
    this.#present = new Uint8Array(size);
  }

  touch(agentId: string): void {
    this.#stale.add(agentId);
    if (this.#journal.length === MOST_JOURNAL) {
      this.journalFrom += MOST_JOURNAL / 2;
      this.#journal.splice(0, MOST_JOURNAL / 2);
    }
    this.#journal.push(agentId);
  }
  /** To whom something happened, in order, counted from the beginning of this set-up; the older half is forgotten when it is long. */
  journalFrom = 0;
  get journalTo(): number {
    return this.journalFrom + this.#journal.length;
  }
  journalSince = (at: number): readonly string[] => this.#journal.slice(at - this.journalFrom);

  get isStale(): boolean {
    return this.#stale.size > 0;
  }

  /** Brings the numbers in step. Answers with who changed, and whose presence ended. */
  refresh(row: (id: string) => Agent | undefined, inHand: (id: string) => readonly InHand[]): Fresh {
    const fresh: Fresh = { changed: [...this.#stale], gone: [] };
    for (const id of this.#stale) {
      const n = this.catalogue.numberOf(id);
      if (n === undefined) continue;
      const a = row(id);
      this.rows[n] = a;
      const work = inHand(id);
      this.room[n] = mediaBits((m) => hasRoom(this.catalogue.agents[n]!, work, m));
      this.open[n] = a ? this.#openFor(a, n) : 0;
      const present = a && isPresent(a) ? 1 : 0;
      if (present === this.#present[n]) continue;
      this.#present[n] = present;
      this.#presence++;
      if (!present) fresh.gone.push(n);
    }
    this.#stale.clear();
    return fresh;
  }

  #openFor(a: Agent, n: number): number {
    if (!isPresent(a) || !isWilling(a)) return 0;
    return this.room[n]! & (a.phone === false ? WITHOUT_PHONE : 0xff);
  }

  speaks = (n: number, language: Language): boolean => this.catalogue.agents[n]!.languages.includes(language);

  /** Whether anybody present who meets this ring speaks the language; kept until somebody comes or goes. */
  anySpeaker = (ring: Ring, language: Language): boolean => this.anyOf(this.catalogue.group(ring), language);

  anyOf(group: Group, language: Language): boolean {
    const known = this.#speakers.get(language) ?? new Map<Group, { presence: number; any: boolean }>();
    const before = known.get(group);
    if (before?.presence === this.#presence) return before.any;
    const any = this.#looked(group, language);
    this.#speakers.set(language, known.set(group, { presence: this.#presence, any }));
    return any;
  }

  #looked({ members }: Group, language: Language): boolean {
    for (const n of members) if (this.#present[n] && this.speaks(n, language)) return true;
    return false;
  }
}

export interface Fresh {
  readonly changed: string[];
  readonly gone: number[];
}
