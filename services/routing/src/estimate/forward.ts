import { type Draw, stream } from '../traces/random.js';
import type { Ahead, Work } from './ahead.js';
import type { QueueLearnt } from './learnt.js';

/** Looks in all of about this many steps, so that a look stays below a millisecond however large the centre. */
const STEPS = 5000;
const MOST_LOOKS = 60;
const FEWEST_LOOKS = 15;
/** Further than this nobody can see, ms. */
const HORIZON_MS = 2 * 3_600_000;

/**
 * Plays on from this moment, some dozens of times: whoever is in talk goes on as calls of that queue go on that have
 * lasted so long; who becomes free takes the first in rank whom she fits; who waits may give up. What is told apart is exactly
 * what makes waits differ: overlapping skills, who is before whom, how far the talks are. (The idea: Ibrahim and Whitt,
 * M&SOM 11(3), 2009: delay estimators by the state of the queue; here by simulation, for skills that overlap.)
 * Answers her waits in order of length, ms; Infinity where she is never served.
 */
export function lookForward(ahead: Ahead, learntOf: (queueId: string) => QueueLearnt, now: number): Float64Array {
  const size = ahead.agents.length + ahead.callers.length;
  const looks = Math.max(FEWEST_LOOKS, Math.min(MOST_LOOKS, Math.floor(STEPS / Math.max(1, size))));
  const draw = stream(size, 'look');
  const waits = new Float64Array(looks);
  const scratch = new Look(ahead, learntOf, now);
  for (let n = 0; n < looks; n++) waits[n] = scratch.once(draw);
  return waits.sort();
}

class Look {
  readonly #at: Float64Array;
  readonly #who: Int32Array;
  readonly #leaves: Float64Array;
  readonly #next: Int32Array;
  readonly #head: Int32Array;
  readonly #learnt: QueueLearnt[];
  #size = 0;

  constructor(
    private readonly ahead: Ahead,
    private readonly learntOf: (queueId: string) => QueueLearnt,
    private readonly now: number,
  ) {
    const { callers, ways, agents } = ahead;
    this.#at = new Float64Array(agents.length);
    this.#who = new Int32Array(agents.length);
    this.#leaves = new Float64Array(callers.length);
    this.#learnt = callers.map((c) => learntOf(c.queueId));
    this.#head = new Int32Array(ways).fill(-1);
    // Each way's callers in a chain, by rank.
    this.#next = new Int32Array(callers.length).fill(-1);
    const tail = new Int32Array(ways).fill(-1);
    for (const [n, c] of callers.entries()) {
      if (tail[c.way] === -1) this.#head[c.way] = n;
      else this.#next[tail[c.way]!] = n;
      tail[c.way] = n;
    }
  }

  once(draw: Draw): number {
    const { callers, agents } = this.ahead;
    const her = callers.length - 1;
    const head = this.#head.slice();
    for (let n = 0; n < her; n++)
      this.#leaves[n] = callers[n]!.here ? -this.#learnt[n]!.patience * Math.log(1 - draw()) : HORIZON_MS;
    this.#leaves[her] = Number.POSITIVE_INFINITY;
    this.#size = 0;
    for (let a = 0; a < agents.length; a++) this.#push(this.#rest(agents[a]!.work, draw), a);
    while (this.#size > 0) {
      const at = this.#at[0]!;
      const who = this.#who[0]!;
      if (at > HORIZON_MS) return Number.POSITIVE_INFINITY;
      const taken = this.#take(head, agents[who]!.serves, at);
      if (taken === her) return at + this.#learnt[her]!.pickup.draw(draw());
      this.#pop();
      if (taken < 0) continue;
      const of = this.#learnt[taken]!;
      this.#push(at + of.pickup.draw(draw()) + of.handle.draw(draw()), who);
    }
    return Number.POSITIVE_INFINITY;
  }

  /** The first in rank whom this agent serves and who is still there; -1: nobody. */
  #take(head: Int32Array, serves: number, at: number): number {
    let first = -1;
    let firstWay = -1;
    for (let way = 0; way < head.length; way++) {
      if ((serves & (1 << way)) === 0) continue;
      let n = head[way]!;
      while (n >= 0 && this.#leaves[n]! < at) n = this.#next[n]!;
      head[way] = n;
      if (n >= 0 && (first < 0 || n < first)) {
        first = n;
        firstWay = way;
      }
    }
    if (first >= 0) head[firstWay] = this.#next[first]!;
    return first;
  }

  #rest(work: Work, draw: Draw): number {
    if (work.do === 'nothing') return 0;
    const of = this.learntOf(work.queueId);
    if (work.do === 'rings') return of.pickup.draw(draw()) + of.handle.draw(draw());
    return (work.do === 'talks' ? of.handle : of.wrap).rest(Math.max(0, this.now - work.since), draw());
  }

  #push(at: number, who: number): void {
    let i = this.#size++;
    while (i > 0) {
      const up = (i - 1) >> 1;
      if (this.#at[up]! <= at) break;
      this.#at[i] = this.#at[up]!;
      this.#who[i] = this.#who[up]!;
      i = up;
    }
    this.#at[i] = at;
    this.#who[i] = who;
  }
  #pop(): void {
    const last = --this.#size;
    const at = this.#at[last]!;
    const who = this.#who[last]!;
    let i = 0;
    for (let down = 1; down < last; down = 2 * i + 1) {
      if (down + 1 < last && this.#at[down + 1]! < this.#at[down]!) down++;
      if (this.#at[down]! >= at) break;
      this.#at[i] = this.#at[down]!;
      this.#who[i] = this.#who[down]!;
      i = down;
    }
    this.#at[i] = at;
    this.#who[i] = who;
  }
}
