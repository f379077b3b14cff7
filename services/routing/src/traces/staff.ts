import type { Language } from '#common/contracts/words.js';
import { DAY_MS, HOUR, LINES } from './kinds.js';
import { exponential, lognormal, pick, stream } from './random.js';
import type { TraceAgent, TraceStaff } from './trace.js';

const MINUTE = 60_000;
/** Begin and end, and how many of a hundred have it; together they follow the day's profile. */
const SHIFTS = [
  [[0, 8 * HOUR], 30],
  [[1 * HOUR, 9 * HOUR], 30],
  [[2 * HOUR, 10 * HOUR], 25],
  [[2 * HOUR, 6 * HOUR], 15],
] as const;
/** She leaves her desk without a word so often, and for so long, on average. */
const SLIPS_EVERY = 4 * HOUR;
const SLIP_MS = 90_000;
const TEAMS = ['east', 'west'] as const;

export const agentId = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

/**
 * People with overlapping skills: one that each is good at, often a second, sometimes a third. Everybody has her own pace
 * (Gans et al., Manufacturing & Service Operations Management 12(1), 2010: agents differ lastingly in their service times).
 * Who she is follows from her number alone, so that one more agent changes nobody else.
 */
export function agents(count: number): TraceAgent[] {
  return Array.from({ length: count }, (_, i) => {
    const draw = stream(i + 1, 'agent');
    const first = i % 20 < 6 ? 0 : i % 20 < 13 ? 1 : i % 20 < 17 ? 2 : 3;
    const skills: Record<string, number> = { [LINES[first]!.id]: 7 + Math.floor(draw() * 3) };
    if (draw() < 0.6) skills[other(first, draw())] ??= 4 + Math.floor(draw() * 3);
    if (draw() < 0.3) skills[other(first, draw())] ??= 3 + Math.floor(draw() * 2);
    const languages: Language[] = ['en'];
    if (draw() < 0.5) languages.push('pl');
    if (draw() < 0.3) languages.push('ru');
    const pace = lognormal(draw, 1, 0.12);
    return { id: agentId(i + 1), team: TEAMS[i % 2]!, skills, languages, phoneUri: null, pace };
  });
}

const other = (first: number, chance: number): string =>
  LINES[(first + 1 + Math.floor(chance * (LINES.length - 1))) % LINES.length]!.id;

/** Shifts, a lunch and two short breaks each, and leaving the desk without a word. */
export function attendance(seed: number, people: readonly TraceAgent[]): TraceStaff[] {
  return people.flatMap((a, i) => {
    const draw = stream(seed, `shift ${a.id}`);
    const [from, until] = pick(stream(i + 1, 'which shift'), SHIFTS);
    const of = (what: TraceStaff['do'], at: number): TraceStaff => ({
      type: 'staff',
      at: Math.round(at),
      agentId: a.id,
      do: what,
    });
    const events = [of('in', from + draw() * 5 * MINUTE), of('out', Math.min(until, DAY_MS - 1))];
    const pauses: [number, number][] = [[1.75 * HOUR, 10 * MINUTE]];
    if (until - from > 5 * HOUR) pauses.push([3.5 * HOUR, 30 * MINUTE], [6 * HOUR, 10 * MINUTE]);
    for (const [after, ms] of pauses) {
      const at = from + after + (draw() - 0.5) * HOUR;
      events.push(of('break', at), of('back', at + ms));
    }
    for (let at = from + exponential(draw, SLIPS_EVERY); at < until - HOUR / 4; at += exponential(draw, SLIPS_EVERY)) {
      const back = at + Math.max(20_000, exponential(draw, SLIP_MS));
      events.push(of('gone', at), of('there', back));
      at = back;
    }
    return events;
  });
}

/** How many are on duty on average, breaks taken off. */
export function onDuty(events: readonly TraceStaff[]): number {
  const at = (e: TraceStaff) =>
    e.do === 'in' || e.do === 'back' ? -e.at : e.do === 'out' || e.do === 'break' ? e.at : 0;
  return events.reduce((sum, e) => sum + at(e), 0) / DAY_MS;
}
