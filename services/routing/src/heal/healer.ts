import type { Input } from '../core/inputs.js';
import type { State } from '../core/state.js';
import { CONFIRM_MS } from './bounds.js';
import { type Finding, keyOf, observe, type Truth } from './observe.js';

export type Cure = Input | { readonly type: 'release'; readonly interactionId: string; readonly reservationId: string };

/** Acts on what was found twice, and only on that: what is on its way is no fault. */
export class Healer {
  #suspects = new Map<string, { finding: Finding; since: number }>();

  begin(): void {
    this.#suspects.clear();
  }

  /** @param askedAt when telephony was asked: nothing that began later can be missing. */
  look(s: State, truth: Truth, askedAt: number): Cure[] {
    const before = this.#suspects;
    this.#suspects = new Map();
    const cures: Cure[] = [];
    for (const finding of observe(s, truth)) {
      const key = keyOf(finding);
      const since = before.get(key)?.since ?? askedAt;
      if (finding.kind === 'phone-differs' || askedAt - since >= CONFIRM_MS) cures.push(cure(finding, since, askedAt));
      else this.#suspects.set(key, { finding, since });
    }
    return cures;
  }
}

function cure(f: Finding, since: number, now: number): Cure {
  switch (f.kind) {
    case 'call-missing':
      return { type: 'call-missing', interactionId: f.interactionId, seenAt: since };
    case 'leg-missing':
      return { type: 'leg-missing', reservationId: f.reservationId, seenAt: since };
    case 'leg-too-many':
      return { type: 'release', interactionId: f.interactionId, reservationId: f.reservationId };
    case 'phone-differs':
      return { type: 'phone-changed', agentId: f.agentId, reachable: f.reachable, at: now };
  }
}
