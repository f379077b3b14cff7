import type { Exclusion } from '#common/contracts/words.js';

/** What an agent chose and did at a moment, and since when; null: nothing is known from before it. */
export interface AgentThen {
  readonly id: string;
  readonly status: string | null;
  readonly statusSince: number | null;
  readonly work: string | null;
  readonly workSince: number | null;
}
/** Those kept out for one reason. `more`: counted, not named. */
export interface KeptOut {
  readonly why: Exclusion;
  readonly agents: readonly AgentThen[];
  readonly more: number;
}
/** An agent who had been kept out, and what became of her while the customer waited on. `took`: the interaction that she was given. */
export interface Change {
  readonly at: number;
  readonly agentId: string;
  readonly status?: string;
  readonly work?: string;
  readonly took?: string;
}
/** One thing that happened to the interaction, with routing's reasons where it decided. */
export interface Moment {
  readonly id: string;
  readonly interactionId: string;
  readonly at: number;
  /** `offered`, `waits`, or the type of the fact that tells of it. */
  readonly what: string;
  /** What the fact says, by ids, words, numbers and times. */
  readonly data: Readonly<Record<string, unknown>>;
  /** Only where routing decided. */
  readonly out?: readonly KeptOut[];
  /** Only where she waits: what changed with those who were kept out, until the next moment. */
  readonly changes?: readonly Change[];
}
export interface Explanation {
  readonly interactionId: string;
  /** The calls that served her kept place, or whose place this call served. Their moments are among these. */
  readonly related: readonly string[];
  /** false: she still waits, rings or talks. */
  readonly over: boolean;
  readonly moments: readonly Moment[];
}
