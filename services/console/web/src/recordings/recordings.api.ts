import { api, query } from '../auth/api.js';

/** What the site tells of a recording. Times and lengths in milliseconds. */
export interface Recording {
  id: string;
  interactionId: string;
  reservationId: string;
  agentId: string | null;
  queueId: string | null;
  state: 'starting' | 'recording' | 'ended' | 'sealed' | 'missing' | 'unwanted' | 'deleted';
  missing: string | null;
  reason: string | null;
  notice: string | null;
  noticeAt: number | null;
  startedAt: number;
  endedAt: number | null;
  durationMs: number | null;
  bytes: number | null;
  repaired: boolean | null;
  masks: { on: boolean; at: number }[] | null;
  deleteAt: number | null;
}
export interface RecordingsQuery {
  from?: number;
  to?: number;
  queue?: string;
  agent?: string;
  interaction?: string;
  limit?: number;
  offset?: number;
}
export interface Waveform {
  pointMs: number;
  durationMs: number | null;
  /** Loudness 0 to 255 a point. */
  caller: number[];
  agent: number[];
}
export interface Access {
  userId: string;
  at: number;
  what: 'details' | 'audio' | 'waveform' | 'accesses';
}
export type Finding = 'whole' | 'missing' | 'short' | 'long' | 'one-sided' | 'unwanted' | 'pending';
export interface Completeness {
  expected: number;
  whole: number;
  findings: Record<Finding, number>;
  lines: {
    interactionId: string;
    reservationId: string;
    recordingIds: string[];
    finding: Finding;
    expectedMs: number;
    keptMs: number;
    from: number;
    why: string | null;
  }[];
}

const base = '/api/v1/recordings';
export const readRecordings = (
  asked: RecordingsQuery,
  signal?: AbortSignal,
): Promise<{ items: Recording[]; total: number }> => api(`${base}${query({ ...asked })}`, { signal });
export const readRecording = (id: string, signal?: AbortSignal): Promise<Recording> => api(`${base}/${id}`, { signal });
export const readWaveform = (id: string, signal?: AbortSignal): Promise<Waveform> =>
  api(`${base}/${id}/waveform`, { signal });
export const readAccesses = (id: string, signal?: AbortSignal): Promise<{ items: Access[] }> =>
  api(`${base}/${id}/accesses`, { signal });
export const readCompleteness = (asked: { from: number; to: number }, signal?: AbortSignal): Promise<Completeness> =>
  api(`${base}/completeness${query(asked)}`, { signal });
