import type { AgentConfig, QueueConfig } from '#common/contracts/directory.js';
import type { Language } from '#common/contracts/words.js';
import { SpillwayError } from '#common/errors/errors.js';

/**
 * A day as a file of JSON lines. The first line is the head, each further line one event, in order of `at` (ms since the
 * beginning of the day). Nothing in it depends on who is asked or when somebody is free, so that every rule meets the same day.
 */
export interface TraceHead {
  readonly type: 'trace';
  readonly version: 1;
  readonly day: string;
  readonly seed: number;
  /** The clock at `at` 0, ms since 1970. */
  readonly startsAt: number;
  readonly lengthMs: number;
  readonly queues: readonly QueueConfig[];
  readonly agents: readonly TraceAgent[];
}
export interface TraceAgent extends AgentConfig {
  /** How long she takes for anything, against the average of 1. */
  readonly pace: number;
}
/**
 * call: somebody calls. staff: `in` and `out` of the shift, `break` and `back` as she tells; `gone` and `there`: she left her desk
 * without telling anybody, and her phone rings in vain.
 */
export type TraceEvent = TraceCall | TraceStaff;
export interface TraceCall {
  readonly type: 'call';
  readonly at: number;
  readonly id: string;
  readonly queueId: string;
  readonly language: Language;
  readonly priority: number;
  /** Hangs up when nobody answered for this long, ms. */
  readonly patience: number;
  /** From ringing to picking up, where somebody is there, ms. */
  readonly pickup: number;
  /** Talk and wrap-up with an average agent of middling skill, ms. */
  readonly talk: number;
  readonly wrap: number;
}
export interface TraceStaff {
  readonly type: 'staff';
  readonly at: number;
  readonly agentId: string;
  readonly do: 'in' | 'out' | 'break' | 'back' | 'gone' | 'there';
}
export interface Trace {
  readonly head: TraceHead;
  readonly events: readonly TraceEvent[];
}

export const writeTrace = ({ head, events }: Trace): string =>
  [head, ...events].map((line) => `${JSON.stringify(line)}\n`).join('');

const bad = (line: number, what: string) =>
  new SpillwayError('ROUTING.BAD_TRACE', `Line ${line} of the trace ${what}.`, {
    blame: 'caller',
    retryable: false,
    hint: 'Make one with: npx spillway simulate --day monday --seed 7 --write day.jsonl, and look at its lines.',
  });

/** Throws ROUTING.BAD_TRACE with the number of the line. */
export function readTrace(text: string): Trace {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const rows = lines.map((line, i) => {
    try {
      return JSON.parse(line) as TraceHead | TraceEvent;
    } catch {
      throw bad(i + 1, 'is no JSON');
    }
  });
  const [head, ...events] = rows as [TraceHead, ...TraceEvent[]];
  if (head?.type !== 'trace' || head.version !== 1) throw bad(1, 'is not the head of a trace of version 1');
  const queues = new Set(head.queues.map((q) => q.id));
  const agents = new Set(head.agents.map((a) => a.id));
  for (const [i, e] of events.entries()) {
    if (!Number.isFinite(e.at) || e.at < (events[i - 1]?.at ?? 0)) throw bad(i + 2, 'is not in order of time');
    if (e.type === 'call' ? !queues.has(e.queueId) : !agents.has(e.agentId))
      throw bad(i + 2, 'names a queue or an agent that the head does not know');
    if (e.type === 'call' && ![e.patience, e.pickup, e.talk, e.wrap].every((ms) => Number.isFinite(ms) && ms >= 0))
      throw bad(i + 2, 'has a duration that is no number from 0 on');
  }
  return { head, events };
}
