import { Injectable } from '@nestjs/common';
import { desksOpen } from '../metrics.js';
import type { Desk } from './desk.js';

/** How many sessions’ newest epochs are remembered after their pages went. */
const REMEMBERED = 50_000;

/** The desktops of this gateway, one page a session, and the newest epoch ever seen of each session. */
@Injectable()
export class Desks {
  private readonly bySession = new Map<string, Desk>();
  private readonly epochs = new Map<string, number>();

  get size(): number {
    return this.bySession.size;
  }
  get(session: string): Desk | undefined {
    return this.bySession.get(session);
  }
  all(): Iterable<Desk> {
    return this.bySession.values();
  }
  /** Those that the site has attached. One whose attach is still on its way must not look like one that the site forgot. */
  attachedSessions(): string[] {
    return [...this.bySession.values()].filter((d) => d.attached).map((d) => d.session);
  }

  /** An older attachment than one already seen: a copy of an old ticket, or a page that was replaced. */
  isStale(session: string, epoch: number): boolean {
    return epoch < (this.epochs.get(session) ?? 0);
  }

  /** @returns the page that this one replaces */
  add(desk: Desk): Desk | undefined {
    const old = this.bySession.get(desk.session);
    this.bySession.set(desk.session, desk);
    this.epochs.delete(desk.session);
    this.epochs.set(desk.session, desk.epoch);
    if (this.epochs.size > REMEMBERED) this.epochs.delete(this.epochs.keys().next().value!);
    desksOpen.set(this.bySession.size);
    return old;
  }

  /** @returns false when a newer page of the session is here already */
  remove(desk: Desk): boolean {
    if (this.bySession.get(desk.session) !== desk) return false;
    this.bySession.delete(desk.session);
    desksOpen.set(this.bySession.size);
    return true;
  }
}
