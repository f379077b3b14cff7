import type { TraceAgent, TraceHead } from '../traces/trace.js';
import type { FloorOf, Reach } from './floor.js';
import type { Waiting } from './lines.js';
import { least, Rival } from './rival.js';

/** The loop of agi-VDAD_ALL_inbound.agi sleeps 99 hundredths of a second between two looks. */
const LOOK_MS = 990;

export interface VicidialRules {
  /** The in-group's Next Agent Call. */
  readonly next: 'longest_wait_time' | 'inbound_group_rank_wait_time';
}
export const VICIDIAL: VicidialRules = { next: 'longest_wait_time' };

/**
 * VICIdial's inbound groups, after agi/agi-VDAD_ALL_inbound.agi (2.14) and the manual's Queue Priority and Next Agent Call: a caller
 * tries only when nobody of her group with the same or a higher priority came before her, and never an agent who also serves
 * a group where somebody of higher priority, or of the same and longer waiting, stands. Agents by rank in the group (here:
 * their level) and then by how long they are ready, or by the latter alone; never one whose phone rang in vain for this caller.
 * On-hook agents: their phones ring as ours do. Who rings does not hold up those behind her, as it may in the real one.
 */
export const vicidial =
  (rules: VicidialRules): FloorOf =>
  (head, reach) =>
    new Vicidial(head, reach, rules);

class Vicidial extends Rival {
  constructor(
    head: TraceHead,
    reach: Reach,
    private readonly rules: VicidialRules,
  ) {
    super(head, reach, { lookMs: LOOK_MS, retryMs: LOOK_MS, pauses: true });
  }

  protected choose(w: Waiting): TraceAgent | undefined {
    if (w.line.callers.find((x) => !x.ringing) !== w) return undefined;
    const taken = new Set<string>();
    for (const line of this.lines.all.values()) {
      const first = line === w.line ? undefined : line.callers.find((x) => !x.ringing);
      if (first && isBefore(first, w)) for (const m of line.members) taken.add(m.id);
    }
    const free = w.line.members.filter((m) => this.lines.isFree(m.id) && !taken.has(m.id) && !w.missed.has(m.id));
    const rank = (m: TraceAgent) => (this.rules.next === 'longest_wait_time' ? 0 : -w.line.level(m));
    return least(free, (m) => [rank(m), this.lines.members.get(m.id)!.idleSince]);
  }
}

const isBefore = (a: Waiting, b: Waiting): boolean =>
  a.call.priority > b.call.priority || (a.call.priority === b.call.priority && a.since < b.since);
