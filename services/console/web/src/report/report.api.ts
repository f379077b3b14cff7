import { api, query } from '../auth/api.js';

/** Counts and durations (ms) of a queue; null where there is nothing to divide by. */
export interface QueueFigures {
  key: string | null;
  at: number | null;
  offered: number;
  answered: number;
  inServiceLevel: number;
  abandoned: number;
  shortAbandoned: number;
  otherEnd: number;
  waiting: number;
  handled: number;
  transferred: number;
  returned: number;
  serviceLevel: number | null;
  abandonRate: number | null;
  speedOfAnswerAvgMs: number | null;
  speedOfAnswerP90Ms: number | null;
  longestWaitMs: number | null;
  handleAvgMs: number | null;
  talkAvgMs: number | null;
  holdAvgMs: number | null;
  wrapAvgMs: number | null;
}
export interface AgentFigures {
  key: string | null;
  at: number | null;
  offered: number;
  answered: number;
  noAnswer: number;
  rejected: number;
  rescinded: number;
  ringing: number;
  handled: number;
  transferred: number;
  speedOfAnswerAvgMs: number | null;
  handleAvgMs: number | null;
  talkAvgMs: number | null;
  holdAvgMs: number | null;
  wrapAvgMs: number | null;
  signedInMs: number | null;
  readyMs: number | null;
  occupancy: number | null;
}
export interface Formula {
  name: string;
  formula: string;
  note?: string;
}
export type By = 'queue' | 'agent';
/** Rows by key and interval, by key (`at` null), and of everything (both null; null when there was nothing). */
export interface Split<F> {
  intervals: F[];
  totals: F[];
  total: F | null;
}
export interface DayReport {
  date: string;
  from: number;
  to: number;
  stepMs: number;
  timeZone: string;
  asOf: number;
  formulas: Record<string, Formula>;
  contacts: {
    arrived: number;
    neverQueued: number;
    endings: { phase: string | null; cause: string | null; calls: number }[];
  };
  queues: Split<QueueFigures>;
  agents: Split<AgentFigures>;
}
export type Step = 15 | 30;

type Told = Omit<DayReport, 'queues' | 'agents'> & { queues: QueueFigures[]; agents: AgentFigures[] };

/** A day in the site's own time zone; without `date` it is today. */
export async function readDay(asked: { date?: string; step: Step }, signal?: AbortSignal): Promise<DayReport> {
  const told = await api<Told>(`/api/v1/reports/day${query({ ...asked })}`, { signal });
  return { ...told, queues: split(told.queues), agents: split(told.agents) };
}

const split = <F extends { key: string | null; at: number | null }>(rows: F[]): Split<F> => ({
  intervals: rows.filter(({ at }) => at !== null),
  totals: rows.filter(({ at, key }) => at === null && key !== null),
  total: rows.find(({ at, key }) => at === null && key === null) ?? null,
});

export interface CallRow {
  interactionId: string;
  at: number;
  queueId: string | null;
  agentId: string | null;
  outcome: string | null;
  waitedMs: number | null;
  talkMs: number | null;
  heldMs: number | null;
  wrapMs: number | null;
  entry: string | null;
  endPhase: string | null;
  endCause: string | null;
}
export interface CallsQuery {
  by: 'queue' | 'agent' | 'contact';
  figure: string;
  queue?: string;
  agent?: string;
  from: number;
  to: number;
  limit?: number;
  offset?: number;
}
export const readCalls = (asked: CallsQuery, signal?: AbortSignal): Promise<{ count: number; calls: CallRow[] }> =>
  api(`/api/v1/reports/calls${query({ ...asked })}`, { signal });
