import type { TraceAgent, TraceHead } from '../traces/trace.js';
import type { FloorOf, Reach } from './floor.js';
import type { Line, Waiting } from './lines.js';
import { least, Rival } from './rival.js';

/** RECHECK of app_queue.c: a caller looks once a second whether it is her turn. */
const RECHECK_MS = 1000;

export interface AppQueueRules {
  readonly strategy: 'rrmemory' | 'leastrecent';
  /** Members of lower skill have a higher penalty and are rung only when no better one is free. */
  readonly penalties: boolean;
  /** After a phone rang in vain; queues.conf: 5 s when nothing is said. */
  readonly retryMs: number;
  /** Who does not answer is paused until she comes back; queues.conf: no when nothing is said. */
  readonly autopause: boolean;
}
export const APP_QUEUE: AppQueueRules = { strategy: 'rrmemory', penalties: false, retryMs: 5000, autopause: true };

/**
 * Asterisk's app_queue, after apps/app_queue.c and configs/samples/queues.conf.sample of Asterisk 22: each queue by itself, with
 * autofill=yes, ringinuse=no, shared_lastcall=yes, timeout as our ring time, retry and autopause as given.
 * is_our_turn: so many callers of a queue try at once as members are free for it, whoever rings left out. calc_metric:
 * penalty before anything else; rrmemory goes on after the member rung last, leastrecent takes who hung up longest ago.
 * A member of several queues goes to the queue whose caller looks first. It loses no time in races here, as the real one may.
 */
export const appQueue =
  (rules: AppQueueRules): FloorOf =>
  (head, reach) =>
    new AppQueue(head, reach, rules);

class AppQueue extends Rival {
  constructor(
    head: TraceHead,
    reach: Reach,
    private readonly rules: AppQueueRules,
  ) {
    super(head, reach, { lookMs: RECHECK_MS, retryMs: rules.retryMs, pauses: rules.autopause });
  }

  protected choose(w: Waiting): TraceAgent | undefined {
    const { line } = w;
    const free = line.members.filter((m) => this.lines.isFree(m.id));
    let ahead = 0;
    for (const x of line.callers) {
      if (x === w) break;
      if (!x.ringing) ahead++;
    }
    if (ahead >= free.length) return undefined;
    const penalty = (m: TraceAgent) => (this.rules.penalties ? 10 - line.level(m) : 0);
    const order = (m: TraceAgent) => {
      if (this.rules.strategy === 'leastrecent') return this.lines.members.get(m.id)!.lastCall;
      const place = line.members.indexOf(m);
      return place < line.round ? place + line.members.length : place;
    };
    return least(free, (m) => [penalty(m), order(m)]);
  }

  protected override chosen(line: Line, agent: TraceAgent): void {
    line.round = line.members.indexOf(agent) + 1;
  }
}
