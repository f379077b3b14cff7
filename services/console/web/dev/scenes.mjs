/** Desk snapshots by scene. */
const RESERVATION = '11111111-1111-4111-8111-111111111111';
const CONSULT = '22222222-2222-4222-8222-222222222222';
const born = Date.now();

const agent = (change = {}) => ({
  status: 'available',
  reason: 'chosen',
  statusAfterTalk: null,
  workState: 'idle',
  since: born - 192_000,
  ...change,
});
const reservation = (change = {}) => ({
  reservation: RESERVATION,
  interaction: 'tok-i1',
  queue: 'tok-sales',
  medium: 'voice',
  direction: 'inbound',
  kind: 'offer',
  state: 'accepted',
  talk: 'talking',
  offeredAt: Date.now() - 74_000,
  expiresAt: Date.now() - 54_000,
  answeredAt: born - 71_000,
  endedAt: null,
  wrapUntil: null,
  consultOf: null,
  ...change,
});

const scenes = {
  idle: () => ({ agent: agent() }),
  break: () => ({ agent: agent({ status: 'break' }) }),
  'no-answer': () => ({ agent: agent({ status: 'not-responding', reason: 'ring-no-answer' }) }),
  offer: () => ({
    agent: agent({ workState: 'reserved', since: Date.now() }),
    reservations: [
      reservation({
        state: 'pending',
        talk: 'none',
        offeredAt: Date.now(),
        expiresAt: Date.now() + 20_000,
        answeredAt: null,
      }),
    ],
  }),
  talk: () => ({ agent: agent({ workState: 'talking', since: born - 71_000 }), reservations: [reservation()] }),
  held: () => ({
    agent: agent({ workState: 'talking', since: born - 71_000 }),
    reservations: [reservation({ talk: 'held' })],
  }),
  lost: () => ({
    agent: agent({ workState: 'talking', since: born - 71_000 }),
    reservations: [reservation({ talk: 'lost' })],
  }),
  consult: () => ({
    agent: agent({ workState: 'talking', since: born - 71_000 }),
    reservations: [
      reservation({ talk: 'consulting' }),
      reservation({
        reservation: CONSULT,
        kind: 'consult',
        consultOf: RESERVATION,
        queue: null,
        answeredAt: Date.now(),
      }),
    ],
  }),
  wrap: () => ({
    agent: agent({ workState: 'wrapping', since: Date.now(), statusAfterTalk: 'break' }),
    reservations: [reservation({ talk: 'none', endedAt: Date.now(), wrapUntil: Date.now() + 45_000 })],
  }),
};

export const sceneOf = (name) => ({
  session: 'desk-1',
  epoch: 1,
  at: Date.now(),
  reservations: [],
  queues: [
    { queue: 'tok-sales', waiting: 3, longestSince: born - 48_000, available: 2 },
    { queue: 'tok-support', waiting: 0, longestSince: null, available: 4 },
  ],
  ...(scenes[name] ?? scenes.idle)(),
});
