import { calls, type SurgeAt } from './calls.js';
import { DAY_MS, type Day, HOUR, KINDS, LINES, PICKUP_MS, WRAP_MS } from './kinds.js';
import { agents, attendance, onDuty } from './staff.js';
import type { Trace, TraceHead } from './trace.js';

export interface Wish {
  readonly day: Day;
  readonly seed: number;
  /** How many are employed; about two thirds are on duty at a time. */
  readonly agents?: number;
  /** Agents beyond those for whom the day's work was sized. */
  readonly more?: number;
}
export const AGENTS = 60;
/** 2026-03-02 was a Monday; 08:00 in UTC. */
const STARTS_AT = Date.UTC(2026, 2, 2, 8);

/** A day by its kind and seed: the same wish, the same trace. */
export function generate({ day, seed, agents: count = AGENTS, more = 0 }: Wish): Trace & { surges: SurgeAt[] } {
  const kind = KINDS[day];
  const meant = agents(count);
  const everybody = agents(count + more);
  const handle = LINES.reduce((sum, l) => sum + l.share * l.talkMs, 0) + WRAP_MS + PICKUP_MS;
  const perHour = (kind.load * onDuty(attendance(seed, meant)) * HOUR) / handle;
  const arrivals = calls(seed, kind, perHour);
  const staff = attendance(seed, everybody);
  const head: TraceHead = {
    type: 'trace',
    version: 1,
    day,
    seed,
    startsAt: STARTS_AT,
    lengthMs: DAY_MS,
    agents: everybody,
    queues: LINES.map(({ id }) => ({
      id,
      name: id,
      skills: { [id]: 3 },
      serviceLevelMs: 20_000,
      ringMs: 15_000,
      wrapMs: 120_000,
      lostMs: 30_000,
      priority: 0,
      record: false,
      recordReason: 'quality',
      retentionDays: 1,
    })),
  };
  const events = [...staff, ...arrivals.calls].sort((a, b) => a.at - b.at);
  return { head, events, surges: arrivals.surges };
}
