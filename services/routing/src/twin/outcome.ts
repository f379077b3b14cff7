import type { QueueConfig } from '#common/contracts/directory.js';

/** What became of one caller; times in ms since the beginning of the day. */
export interface CallOutcome {
  readonly id: string;
  readonly queueId: string;
  readonly at: number;
  answeredAt: number | null;
  goneAt: number | null;
  agentId: string | null;
}
export interface Outcome {
  readonly lengthMs: number;
  readonly queues: readonly QueueConfig[];
  readonly calls: CallOutcome[];
  /** Agents on duty, breaks taken off; talk and wrap-up. */
  dutyMs: number;
  busyMs: number;
  /** How often a phone rang, and how often in vain. */
  rings: number;
  missed: number;
}

export interface Figures {
  readonly calls: number;
  readonly answered: number;
  readonly abandoned: number;
  /** Of all callers, 0 to 1. */
  readonly abandonment: number;
  /** From arrival to the answer, of those who were answered, ms. */
  readonly waitMean: number;
  readonly waitP50: number;
  readonly waitP90: number;
  readonly waitP99: number;
  /** The same of everybody, who gave up counted with as long as she stayed, ms. */
  readonly stayedP90: number;
  /** Answered within the queue's limit, of all who called and did not give up within it, 0 to 1. */
  readonly serviceLevel: number;
}

/** The value below which this share lies (nearest rank); 0 of none. */
export function quantile(values: readonly number[], share: number): number {
  if (values.length === 0) return 0;
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))]!;
}
export const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, v) => sum + v, 0) / values.length;

export function figures(o: Outcome, queueId?: string): Figures {
  const mine = queueId === undefined ? o.calls : o.calls.filter((c) => c.queueId === queueId);
  const limits = new Map(o.queues.map((q) => [q.id, q.serviceLevelMs]));
  const answered = mine.filter((c) => c.answeredAt !== null);
  const waits = answered.map((c) => c.answeredAt! - c.at);
  const gone = mine.filter((c) => c.goneAt !== null);
  const inTime = answered.filter((c) => c.answeredAt! - c.at <= limits.get(c.queueId)!).length;
  const atOnce = gone.filter((c) => c.goneAt! - c.at <= limits.get(c.queueId)!).length;
  return {
    calls: mine.length,
    answered: answered.length,
    abandoned: gone.length,
    abandonment: mine.length === 0 ? 0 : gone.length / mine.length,
    waitMean: mean(waits),
    waitP50: quantile(waits, 0.5),
    waitP90: quantile(waits, 0.9),
    waitP99: quantile(waits, 0.99),
    stayedP90: quantile([...waits, ...gone.map((c) => c.goneAt! - c.at)], 0.9),
    serviceLevel: mine.length === atOnce ? 1 : inTime / (mine.length - atOnce),
  };
}

/** Talk and wrap-up of the time on duty, 0 to 1. */
export const occupancy = (o: Outcome): number => (o.dutyMs === 0 ? 0 : o.busyMs / o.dutyMs);
