import type { Segment } from './segment.js';

/** A segment for tests: recording, of one caller with one agent, begun at 0. */
export const segmentWith = (over: Partial<Segment> = {}): Segment => ({
  id: '0192a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b',
  tenant: 'main',
  interactionId: '11111111-1111-5111-8111-111111111111',
  reservationId: '22222222-2222-7222-8222-222222222222',
  agentId: null,
  queueId: null,
  node: 'a',
  channel: '1795.1',
  reason: 'quality',
  notice: null,
  noticeAt: null,
  startedAt: 0,
  deleteAt: 1,
  endedAt: null,
  state: 'recording',
  mixId: '0x1',
  masks: [],
  missing: null,
  sealed: null,
  ...over,
});
