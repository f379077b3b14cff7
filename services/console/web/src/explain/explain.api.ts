import type { EXCLUSIONS } from '#common/contracts/words.js';
import { api } from '../auth/api.js';

export type Exclusion = (typeof EXCLUSIONS)[number];
/** What an agent chose and did at a moment; null: not known. */
export interface AgentThen {
  id: string;
  status: string | null;
  statusSince: number | null;
  work: string | null;
  workSince: number | null;
}
export interface KeptOut {
  why: Exclusion;
  agents: AgentThen[];
  more: number;
}
export interface Change {
  at: number;
  agentId: string;
  status?: string;
  work?: string;
  took?: string;
}
export interface Moment {
  id: string;
  interactionId: string;
  at: number;
  what: string;
  data: Record<string, unknown>;
  out?: KeptOut[];
  changes?: Change[];
}
export interface Explanation {
  interactionId: string;
  related: string[];
  over: boolean;
  moments: Moment[];
}

export const readExplanation = (id: string, signal?: AbortSignal): Promise<Explanation> =>
  api(`/api/v1/routing/explain/${encodeURIComponent(id)}`, { signal });
