import type { DeskAgent, DeskReservation, DeskSnapshot } from './state.js';

/** Builders for tests: a plain case, changed by what the situation says. */
export const aReservation = (change: Partial<DeskReservation> = {}): DeskReservation => ({
  reservation: '11111111-1111-4111-8111-111111111111',
  interaction: 'i-1',
  queue: 'q-1',
  medium: 'voice',
  direction: 'inbound',
  kind: 'offer',
  state: 'pending',
  talk: 'none',
  offeredAt: 1_000,
  expiresAt: 21_000,
  answeredAt: null,
  endedAt: null,
  wrapUntil: null,
  consultOf: null,
  ...change,
});
export const anAgent = (change: Partial<DeskAgent> = {}): DeskAgent => ({
  status: 'available',
  reason: 'chosen',
  statusAfterTalk: null,
  workState: 'idle',
  since: 500,
  ...change,
});
export const aSnapshot = (change: Partial<DeskSnapshot> = {}): DeskSnapshot => ({
  session: 's-1',
  epoch: 1,
  n: 10,
  at: 2_000,
  agent: anAgent(),
  reservations: [],
  queues: [],
  ...change,
});
