import type { TraceAgent, TraceCall, TraceHead } from '../traces/trace.js';
import type { Floor, Reach } from './floor.js';
import { type Line, Lines, type Waiting } from './lines.js';

/**
 * What both rivals have in common: each caller looks by herself, again and again, whether it is her turn and who is free.
 * Wrap-up lasts as long as with us. Where `pauses`, an agent whose phone rang in vain is paused until she comes back.
 */
export abstract class Rival implements Floor {
  protected readonly lines: Lines;

  constructor(
    head: TraceHead,
    protected readonly reach: Reach,
    private readonly times: { readonly lookMs: number; readonly retryMs: number; readonly pauses: boolean },
  ) {
    this.lines = new Lines(head);
  }

  /** Whom this caller gets now, when it is her turn and somebody is free for her. */
  protected abstract choose(w: Waiting): TraceAgent | undefined;
  protected chosen(_line: Line, _agent: TraceAgent): void {}

  staff(agentId: string, what: 'in' | 'out' | 'break' | 'back'): void {
    const m = this.lines.members.get(agentId)!;
    m.ready = what === 'in' || what === 'back';
    m.idleSince = this.reach.now();
  }
  arrives(call: TraceCall): void {
    const line = this.lines.lineOf(call);
    const w: Waiting = { call, line, since: this.reach.now(), ringing: false, missed: new Set() };
    // Higher priority stands before lower, equal in order of arrival.
    const behind = line.callers.findIndex((x) => x.call.priority < call.priority);
    line.callers.splice(behind < 0 ? line.callers.length : behind, 0, w);
    this.lines.waiting.set(call.id, w);
    this.#look(w);
  }
  gone(callId: string): void {
    const w = this.lines.leave(callId);
    const rung = w?.ringing ? this.#rung.get(callId) : undefined;
    if (rung) this.#free(rung);
    this.#rung.delete(callId);
  }
  answered(callId: string): void {
    this.lines.leave(callId);
    this.#rung.delete(callId);
  }
  unanswered(callId: string, agentId: string): void {
    const m = this.lines.members.get(agentId)!;
    m.busy = false;
    if (this.times.pauses) m.ready = false;
    this.#rung.delete(callId);
    const w = this.lines.waiting.get(callId);
    if (!w) return;
    w.ringing = false;
    w.missed.add(agentId);
    this.reach.later(this.times.retryMs, () => this.#look(w));
  }
  hungUp(_callId: string, agentId: string): void {
    this.lines.members.get(agentId)!.lastCall = this.reach.now();
  }
  wrapped = (_callId: string, agentId: string): void => this.#free(agentId);

  readonly #rung = new Map<string, string>();

  #look(w: Waiting): void {
    if (!this.lines.waiting.has(w.call.id)) return;
    const agent = this.choose(w);
    if (!agent) {
      this.reach.later(this.times.lookMs, () => this.#look(w));
      return;
    }
    w.ringing = true;
    this.lines.members.get(agent.id)!.busy = true;
    this.#rung.set(w.call.id, agent.id);
    this.chosen(w.line, agent);
    this.reach.ring(w.call.id, agent.id, w.line.ringMs);
  }
  #free(agentId: string): void {
    const m = this.lines.members.get(agentId)!;
    m.busy = false;
    m.idleSince = this.reach.now();
  }
}

/** The least by these keys, in order. */
export function least<T>(all: Iterable<T>, keys: (one: T) => readonly number[]): T | undefined {
  let best: { one: T; keys: readonly number[] } | undefined;
  for (const one of all) {
    const mine = keys(one);
    if (!best || isLess(mine, best.keys)) best = { one, keys: mine };
  }
  return best?.one;
}
function isLess(a: readonly number[], b: readonly number[]): boolean {
  for (const [i, x] of a.entries()) if (x !== b[i]) return x < b[i]!;
  return false;
}
