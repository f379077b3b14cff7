import type { Language } from '#common/contracts/words.js';
import type { TraceAgent, TraceCall, TraceHead } from '../traces/trace.js';

/** A caller in line at a rival's. */
export interface Waiting {
  readonly call: TraceCall;
  readonly line: Line;
  readonly since: number;
  /** Somebody is rung for her. */
  ringing: boolean;
  /** Rang in vain for her. */
  readonly missed: Set<string>;
}
/**
 * A queue of a rival. One for each of our queues and each language: their rules know no language, so who sets them up makes
 * a line for each, with those as members who have the skill and speak it.
 */
export interface Line {
  readonly key: string;
  readonly members: readonly TraceAgent[];
  readonly level: (a: TraceAgent) => number;
  readonly callers: Waiting[];
  readonly ringMs: number;
  /** Where the round was, for rrmemory. */
  round: number;
}
/** What a rival knows of an agent. */
export interface Member {
  ready: boolean;
  busy: boolean;
  idleSince: number;
  /** When she last hung up; nobody yet is before everybody. */
  lastCall: number;
}

export class Lines {
  readonly members = new Map<string, Member>();
  readonly waiting = new Map<string, Waiting>();
  readonly all = new Map<string, Line>();

  constructor(private readonly head: TraceHead) {
    for (const a of head.agents)
      this.members.set(a.id, { ready: false, busy: false, idleSince: 0, lastCall: Number.NEGATIVE_INFINITY });
  }

  lineOf({ queueId, language }: TraceCall): Line {
    const key = `${queueId}/${language}`;
    const known = this.all.get(key);
    if (known) return known;
    const made = this.#line(key, queueId, language);
    this.all.set(key, made);
    return made;
  }
  isFree = (id: string): boolean => {
    const m = this.members.get(id)!;
    return m.ready && !m.busy;
  };
  leave(callId: string): Waiting | undefined {
    const w = this.waiting.get(callId);
    if (!w) return undefined;
    this.waiting.delete(callId);
    w.line.callers.splice(w.line.callers.indexOf(w), 1);
    return w;
  }

  #line(key: string, queueId: string, language: Language): Line {
    const queue = this.head.queues.find((q) => q.id === queueId)!;
    const wanted = Object.entries(queue.skills);
    const level = (a: TraceAgent) => Math.min(...wanted.map(([skill]) => a.skills[skill] ?? 0), 10);
    const members = this.head.agents.filter(
      (a) => a.languages.includes(language) && wanted.every(([skill, least]) => (a.skills[skill] ?? 0) >= least),
    );
    return { key, members, level, callers: [], ringMs: queue.ringMs, round: 0 };
  }
}
