/** A change of what an agent chose or of what routing knows of her. */
export interface AgentChange {
  agentId: string;
  at: number;
  kind: 'status' | 'work';
  value: string;
}

/** How an agent spent a stretch of time, ms. Time before anything was known of her is in none of them. */
export interface AgentTime {
  talkMs: number;
  wrapMs: number;
  reservedMs: number;
  /** Available and idle: ready for a contact. */
  readyMs: number;
  /** Signed in with any other status while idle: break, training, away, not responding. */
  otherMs: number;
}

export const noTime = (): AgentTime => ({ talkMs: 0, wrapMs: 0, reservedMs: 0, readyMs: 0, otherMs: 0 });

/** (talk + wrap-up) / (talk + wrap-up + ringing + ready). Null where there was no such time at all. */
export function occupancyOf(t: AgentTime): number | null {
  const staffed = t.talkMs + t.wrapMs + t.reservedMs + t.readyMs;
  return staffed === 0 ? null : (t.talkMs + t.wrapMs) / staffed;
}

export const signedInOf = (t: AgentTime): number => t.talkMs + t.wrapMs + t.reservedMs + t.readyMs + t.otherMs;

const bucketOfState = (status: string | null, work: string | null): keyof AgentTime | null => {
  if (work === 'talking') return 'talkMs';
  if (work === 'wrapping') return 'wrapMs';
  if (work === 'reserved') return 'reservedMs';
  if (status === 'available') return 'readyMs';
  return status === null || status === 'offline' ? null : 'otherMs';
};

/**
 * Splits one agent’s time between `from` and `to` into steps.
 * @param changes of this agent in order of time; those before `from` set the state it begins with
 * @param until nothing after it has happened yet (now)
 * @returns step index → time; steps in which nothing is known are missing
 */
export function splitTime(
  changes: readonly AgentChange[],
  range: { from: number; to: number; stepMs: number; until: number },
): Map<number, AgentTime> {
  const steps = new Map<number, AgentTime>();
  const end = Math.min(range.to, range.until);
  let status: string | null = null;
  let work: string | null = null;
  for (const [i, change] of changes.entries()) {
    if (change.kind === 'status') status = change.value;
    else work = change.value;
    const part = bucketOfState(status, work);
    if (!part) continue;
    let at = Math.max(change.at, range.from);
    const stop = Math.min(changes[i + 1]?.at ?? end, end);
    while (at < stop) {
      const step = Math.floor((at - range.from) / range.stepMs);
      const next = Math.min(stop, range.from + (step + 1) * range.stepMs);
      const time = steps.get(step) ?? noTime();
      time[part] += next - at;
      steps.set(step, time);
      at = next;
    }
  }
  return steps;
}

export function addTime(into: AgentTime, more: AgentTime): void {
  for (const key of Object.keys(into) as (keyof AgentTime)[]) into[key] += more[key];
}
