import type { AgentConfig, Flow, QueueConfig } from '#common/contracts/directory.js';
import { api, apiResponse } from '../auth/api.js';

export type Queue = QueueConfig;
export type Agent = Omit<AgentConfig, 'phoneUri'>;
export interface Named {
  id: string;
  name: string;
}
export interface Entry {
  number: string;
  flowId: string;
}
export interface Setup {
  teams: Named[];
  dispositions: Named[];
  agents: Agent[];
  queues: Queue[];
  flows: Flow[];
  entries: Entry[];
}
export type Part = keyof Setup;

/** One thing that is wrong; `path` as JSON Pointer, `/queues/sales/ringMs`. */
export interface Problem {
  code: string;
  path: string;
  detail: string;
  weight: 'error' | 'warning';
  line?: number;
}
export interface FieldChange {
  path: string;
  before?: unknown;
  after?: unknown;
}
export interface Change {
  part: Part;
  id: string;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
  fields: FieldChange[];
}
export interface QueueImpact {
  queueId: string;
  name: string;
  waiting: number;
  nobodyBefore: number;
  nobodyAfter: number;
  absentBefore: number;
  absentAfter: number;
  fittingBefore: number;
  fittingAfter: number;
}
export type Impact = { known: true; queues: QueueImpact[] } | { known: false; why: string };
export interface Outcome {
  version: number;
  changes: Change[];
  problems: Problem[];
  warnings: Problem[];
  left: { part: Part; id: string; why: 'in-history' | 'no-agent-now' | 'agent-not-named' }[];
  impact?: Impact;
}
export interface Config {
  version: number;
  setup: Setup;
  problems: Problem[];
}
export interface Version {
  version: number;
  at: number;
  by: string | null;
  byName: string | null;
  how: 'change' | 'people' | 'import' | 'return' | 'first';
  comment: string;
  returnTo: number | null;
  changed: number;
}

/** What somebody would like to do: some items, a whole document, or an earlier version. */
export type Wish =
  | { put?: Partial<Record<Part, object[]>>; remove?: Partial<Record<Part, string[]>> }
  | { yaml: string }
  | { returnTo: number };

const at = '/api/v1/config';
export const readConfig = (signal?: AbortSignal) => api<Config>(at, { signal });
export const rehearse = (wish: Wish) => api<Outcome>(`${at}/check`, { method: 'POST', body: wish });

/** @param from the version that was looked at; another one in force is refused */
export function make(wish: Wish, comment: string, from: number): Promise<Outcome> {
  const headers = { 'if-match': `"${from}"` };
  if ('yaml' in wish) return api(`${at}/import`, { method: 'POST', body: { ...wish, comment }, headers });
  if ('returnTo' in wish)
    return api(`${at}/versions/${wish.returnTo}/return`, { method: 'POST', body: { comment }, headers });
  return api(`${at}/changes`, { method: 'POST', body: { ...wish, comment }, headers });
}

export const readVersions = (before: number | undefined, signal?: AbortSignal) =>
  api<{ current: number; oldest: number; items: Version[] }>(
    `${at}/versions?limit=50${before === undefined ? '' : `&before=${before}`}`,
    { signal },
  );
export const readDiff = (from: number, to: number, signal?: AbortSignal) =>
  api<{ changes: Change[] }>(`${at}/diff?from=${from}&to=${to}`, { signal });
export const readDocument = async (): Promise<Blob> => (await apiResponse(`${at}/export`)).blob();
