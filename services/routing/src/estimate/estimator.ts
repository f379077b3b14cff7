import type { FactDraft } from '../core/effects.js';
import type { Estimate, Wait } from '../core/estimate.port.js';
import type { Interaction } from '../core/model.js';
import type { State } from '../core/state.js';
import { Looks } from './ahead.js';
import { Calibration } from './calibration.js';
import { lookForward } from './forward.js';
import { QueueLearnt } from './learnt.js';

/** The first estimate of a caller who had to wait, and what came. */
export interface Judged {
  readonly id: string;
  readonly queueId: string;
  readonly estimate: Wait;
  readonly waited: number;
  readonly answered: boolean;
}
/** A repeated question within this time gets the same answer, ms. */
const FRESH_MS = 1000;
/** Nobody is told more than this, ms. */
const LONGEST_MS = 2 * 3_600_000;

/**
 * The honest wait of one tenant. Learns from the facts that routing writes anyway; asks the state of this moment. Pure: no
 * clock and no chance of its own, the same history gives the same answers.
 */
export class Estimator {
  readonly #learnt = new Map<string, QueueLearnt>();
  readonly #calibrations = new Map<string, { p50: Calibration; p90: Calibration }>();
  readonly #looks = new Looks();
  /** What a caller who entered a line and had to wait was first estimated, before calibration and after. */
  readonly #first = new Map<string, { queueId: string; raw: Wait; told: Wait }>();
  readonly #recent = new Map<string, { at: number; wait: Wait | undefined }>();

  constructor(private readonly judged: (j: Judged) => void = () => {}) {}

  /** How long she still waits from `now` on, in ms; undefined: nobody who is here could serve her, or nobody can tell. */
  readonly estimate: Estimate = (s, i, now) => {
    const recent = this.#recent.get(i.id);
    if (recent && now - recent.at < FRESH_MS) return recent.wait;
    const raw = this.#raw(s, i, now);
    const wait = raw && this.#calibrated(i.queueId!, raw);
    if (this.#recent.size > 5000) this.#recent.clear();
    this.#recent.set(i.id, { at: now, wait });
    return wait;
  };

  /** What a batch did, with the state after it. */
  learn(facts: readonly FactDraft[], s: State, now: number): void {
    for (const { contract, data } of facts) {
      const d = data as unknown as Fact;
      const of = () => this.#of(d.queueId ?? '');
      if (contract.type === 'queue.entered') this.#entered(s, d.interactionId, now);
      else if (contract.type === 'queue.left') this.#left(d);
      else if (contract.type === 'reservation.accepted' && d.kind === 'offer') of().pickup.add(d.rang!);
      else if (contract.type === 'reservation.completed' && d.kind === 'offer') {
        of().handle.add(d.talk! + d.wrap!);
        of().wrap.add(d.wrap!);
      }
    }
  }

  #entered(s: State, id: string, now: number): void {
    const i = s.interactions.get(id);
    if (i?.stage !== 'waiting' || i.queueId === null) return;
    const raw = this.#raw(s, i, now);
    if (raw) this.#first.set(id, { queueId: i.queueId, raw, told: this.#calibrated(i.queueId, raw) });
  }

  #left(d: Fact): void {
    const queueId = d.queueId ?? '';
    const waited = d.waited!;
    const answered = d.reason === 'answered';
    if (answered || d.reason === 'abandoned') this.#of(queueId).waited(waited, !answered);
    this.#recent.delete(d.interactionId);
    const first = this.#first.get(d.interactionId);
    this.#first.delete(d.interactionId);
    if (!first || first.queueId !== queueId || (!answered && d.reason !== 'abandoned')) return;
    this.judged({ id: d.interactionId, queueId, estimate: first.told, waited, answered });
    const cal = this.#calibrationOf(queueId);
    for (const q of ['p50', 'p90'] as const) {
      const exceeded = waited > first.raw[q] * cal[q].factor;
      // Who gave up before it says nothing of how long it would have been.
      if (answered || exceeded) cal[q].saw(exceeded);
    }
  }

  #raw(s: State, i: Interaction, now: number): Wait | undefined {
    if (i.queueId === null) return undefined;
    const ahead = this.#looks.ahead(s, i, now);
    if (ahead.agents.length === 0) return undefined;
    const waits = lookForward(ahead, (id) => this.#of(id), now);
    const at = (share: number) => waits[Math.min(waits.length - 1, Math.floor(share * waits.length))]!;
    return Number.isFinite(at(0.5)) ? { p50: at(0.5), p90: Math.min(at(0.9), LONGEST_MS) } : undefined;
  }

  #calibrated(queueId: string, raw: Wait): Wait {
    const { p50, p90 } = this.#calibrationOf(queueId);
    const low = Math.min(LONGEST_MS, Math.round(raw.p50 * p50.factor));
    return { p50: low, p90: Math.min(LONGEST_MS, Math.max(low, Math.round(raw.p90 * p90.factor))) };
  }
  #calibrationOf(queueId: string): { p50: Calibration; p90: Calibration } {
    const known = this.#calibrations.get(queueId) ?? { p50: new Calibration(0.5), p90: new Calibration(0.9) };
    this.#calibrations.set(queueId, known);
    return known;
  }
  #of(queueId: string): QueueLearnt {
    const known = this.#learnt.get(queueId) ?? new QueueLearnt();
    this.#learnt.set(queueId, known);
    return known;
  }
}

/** The fields of routing's facts that are read here. */
interface Fact {
  readonly interactionId: string;
  readonly queueId?: string | null;
  readonly kind?: string;
  readonly reason?: string;
  readonly waited?: number;
  readonly rang?: number;
  readonly talk?: number;
  readonly wrap?: number;
}
