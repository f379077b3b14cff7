import type { TraceCall, TraceHead, TraceStaff } from '../traces/trace.js';

/** What a set of rules may do to the simulated world. */
export interface Reach {
  readonly now: () => number;
  readonly later: (ms: number, act: () => void) => void;
  /** Rings this agent for this caller, who is told of by `answered` or, after `limitMs`, by `unanswered`. */
  readonly ring: (callId: string, agentId: string, limitMs: number) => void;
}

/**
 * A set of rules by which callers and agents come together: ours, or a rival's. The world tells it what happens; it rings.
 * Everything else (who picks up, how long they talk, who gives up) is the world's and the same for all.
 */
export interface Floor {
  staff(agentId: string, what: Exclude<TraceStaff['do'], 'gone' | 'there'>): void;
  arrives(call: TraceCall): void;
  /** She hung up while she waited or while somebody was rung for her. */
  gone(callId: string): void;
  answered(callId: string, agentId: string): void;
  /** The phone rang in vain. */
  unanswered(callId: string, agentId: string): void;
  hungUp(callId: string, agentId: string): void;
  wrapped(callId: string, agentId: string): void;
}
export type FloorOf = (head: TraceHead, reach: Reach) => Floor;
