import { Injectable } from '@nestjs/common';
import { desktops } from '../metrics.js';

/** A desktop as it is attached now: one session, one epoch, one gateway. */
export interface Attached {
  session: string;
  tenant: string;
  agentId: string;
  epoch: number;
  gateway: string;
  /** When its gateway last named it. */
  seenAt: number;
}

/** The desktops attached through this crossing. Knows no clock and no bus. */
@Injectable()
export class AttachedDesktops {
  private readonly bySession = new Map<string, Attached>();

  get(session: string): Attached | undefined {
    return this.bySession.get(session);
  }
  all(): Iterable<Attached> {
    return this.bySession.values();
  }

  attach(desktop: Attached): void {
    this.bySession.set(desktop.session, desktop);
    desktops.set(this.bySession.size);
  }
  /** @returns what was attached, when it was this attachment or `of` is not given */
  detach(session: string, of?: { epoch: number; gateway: string }): Attached | undefined {
    const now = this.bySession.get(session);
    if (!now || (of && (now.epoch !== of.epoch || now.gateway !== of.gateway))) return undefined;
    this.bySession.delete(session);
    desktops.set(this.bySession.size);
    return now;
  }
  clear(): void {
    this.bySession.clear();
    desktops.set(0);
  }

  /** A gateway named its sessions. @returns how many of them are not known as attached to it */
  seen(gateway: string, sessions: readonly string[], at: number): number {
    let unknown = 0;
    for (const session of sessions) {
      const desktop = this.bySession.get(session);
      if (desktop?.gateway === gateway) desktop.seenAt = at;
      else unknown++;
    }
    return unknown;
  }

  /** Nobody could be heard: everybody has a full round again to be named. */
  excuse(at: number): void {
    for (const desktop of this.bySession.values()) desktop.seenAt = at;
  }

  /** Removes and returns those that no gateway has named since. */
  silentSince(at: number): Attached[] {
    const silent = [...this.bySession.values()].filter((d) => d.seenAt < at);
    for (const d of silent) this.bySession.delete(d.session);
    desktops.set(this.bySession.size);
    return silent;
  }
}
