import type { DeskDelta } from '#common/contracts/edge.js';

/** send: it is the next. drop: already contained. wait: a snapshot is on its way. gap: something is missing, ask for a snapshot. */
export type Verdict = 'send' | 'drop' | 'wait' | 'gap';

/** Changes that arrive before their snapshot; more than that many are covered by asking for another snapshot. */
const EARLY = 64;

/** Keeps one desktop’s changes in order: numbered without gaps after a snapshot, within one epoch. */
export class Sequence {
  private n: number | null = null;
  private early: DeskDelta[] = [];

  constructor(readonly epoch: number) {}

  /** A snapshot has been asked for; until it is there, changes wait. */
  begin(): void {
    this.n = null;
  }

  /** The snapshot is there: the changes that follow it, in order. `gap` when some between are missing. */
  snapshot(n: number): { follow: DeskDelta[]; gap: boolean } {
    this.n = n;
    const waiting = this.early.sort((a, b) => a.n - b.n);
    this.early = [];
    const follow: DeskDelta[] = [];
    for (const delta of waiting) {
      const verdict = this.delta(delta);
      if (verdict === 'send') follow.push(delta);
      if (verdict === 'gap') return { follow, gap: true };
    }
    return { follow, gap: false };
  }

  delta(delta: DeskDelta): Verdict {
    if (delta.epoch !== this.epoch) return 'drop';
    if (this.n === null) {
      this.early.push(delta);
      if (this.early.length > EARLY) this.early.shift();
      return 'wait';
    }
    if (delta.n <= this.n) return 'drop';
    if (delta.n > this.n + 1) return 'gap';
    this.n = delta.n;
    return 'send';
  }
}
