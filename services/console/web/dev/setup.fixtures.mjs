/** A set-up with everything in it, for the pages of Set-up. */
const now = Date.now();
const queue = (id, name, change = {}) => ({
  id,
  name,
  skills: { [id]: 1 },
  serviceLevelMs: 20_000,
  ringMs: 15_000,
  wrapMs: 30_000,
  lostMs: 30_000,
  priority: 0,
  record: true,
  recordReason: 'quality',
  retentionDays: 90,
  ...change,
});

const setup = {
  teams: [
    { id: 'day', name: 'Day shift' },
    { id: 'krakow', name: 'Kraków' },
  ],
  dispositions: [
    { id: 'solved', name: 'Solved' },
    { id: 'order', name: 'Order taken' },
    { id: 'complaint', name: 'Complaint' },
  ],
  agents: [
    {
      id: 'a-anna',
      team: 'day',
      skills: { sales: 8, support: 5, german: 3 },
      languages: ['en', 'pl'],
      queueOrder: ['sales', 'support'],
    },
    { id: 'a-ben', team: 'day', skills: { sales: 6 }, languages: ['en'], capacity: { voice: 1, chat: 2, email: 1 } },
    { id: 'a-carla', team: 'krakow', skills: { support: 8 }, languages: ['en', 'ru'] },
    { id: 'a-dmitri', team: 'krakow', skills: { sales: 4, support: 7 }, languages: ['en', 'pl', 'ru'] },
  ],
  queues: [
    queue('sales', 'Sales', {
      requires: 'sales >= 5 and (german or support)',
      relax: [{ afterMs: 60_000, requires: 'sales' }],
      priority: 2,
      teams: ['day'],
      hours: {
        timeZone: 'Europe/Warsaw',
        open: [
          { days: [1, 2, 3, 4, 5], from: '08:00', to: '20:00' },
          { days: [6], from: '10:00', to: '14:00' },
        ],
        holidays: ['2026-12-25', '2026-12-26', '2027-01-01'],
      },
      overflow: [
        { when: 'estimate', over: 300_000, to: { do: 'callback' } },
        { when: 'length', over: 40, to: { do: 'queue', queueId: 'support' } },
        { when: 'closed', over: 0, to: { do: 'hangup', prompt: 'closed' } },
      ],
      waiting: { position: true, estimate: true, everyMs: 45_000, sound: 'music' },
      callback: { offer: true, key: '1', expiresMs: 28_800_000, attempts: 3, retryMs: 900_000, first: 'agent' },
    }),
    queue('support', 'Support'),
    queue('chinese', 'Chinese desk', { requires: 'chinese >= 3', record: false }),
  ],
  flows: [
    {
      id: 'welcome',
      start: 'hello',
      steps: [
        { id: 'hello', do: 'greeting', prompt: 'welcome', next: 'menu' },
        { id: 'menu', do: 'menu', prompt: 'menu', keys: { 1: 'sales', 2: 'support' }, next: 'support' },
        { id: 'sales', do: 'queue', queueId: 'sales' },
        { id: 'support', do: 'queue', queueId: 'support' },
      ],
    },
  ],
  entries: [
    { number: '1000', flowId: 'welcome' },
    { number: '1001', flowId: 'welcome' },
  ],
};

const nobody = {
  code: 'DIRECTORY.NOBODY_CAN_SERVE',
  path: '/queues/chinese/requires',
  weight: 'warning',
  detail: 'No agent meets "chinese >= 3". No number leads here yet, so nobody would wait in vain.',
};
const change = {
  part: 'queues',
  id: 'sales',
  before: { name: 'Sales' },
  after: { name: 'Sales' },
  fields: [
    { path: '/requires', before: 'sales >= 5 and (german or support)', after: 'sales >= 9' },
    { path: '/ringMs', before: 15_000, after: 12_000 },
    {
      path: '/overflow',
      before: [{ when: 'length', over: 40, to: { do: 'queue', queueId: 'support' } }],
      after: [{ when: 'length', over: 20, to: { do: 'callback' } }],
    },
  ],
};
const impact = {
  known: true,
  queues: [
    {
      queueId: 'sales',
      name: 'Sales',
      waiting: 14,
      nobodyBefore: 0,
      nobodyAfter: 14,
      absentBefore: 0,
      absentAfter: 14,
      fittingBefore: 2,
      fittingAfter: 0,
    },
  ],
};
const outcome = { version: 12, changes: [change], problems: [], warnings: [], left: [], impact };
const unreadable = {
  code: 'DIRECTORY.BAD_EXPRESSION',
  path: '/queues/sales/requires',
  weight: 'error',
  detail: 'Write a skill here (at character 9).',
};

/** A wish that names a skill at level 9 strands callers; an expression that ends in `and` cannot be read. */
function check({ body }) {
  if (body.returnTo) return { ...outcome, left: [{ part: 'queues', id: 'chinese', why: 'in-history' }] };
  const asked = body.put?.queues?.[0]?.requires ?? '';
  if (/and\s*$/.test(asked)) return { ...outcome, changes: [], problems: [unreadable] };
  return outcome;
}
const version = (n, how, more = {}) => ({
  version: n,
  at: now - (13 - n) * 7_200_000,
  by: 'a-ivan',
  byName: 'Ivan Petrov',
  how,
  comment: '',
  returnTo: null,
  changed: 1,
  ...more,
});

export const setupRoutes = [
  ['GET /config', () => ({ version: 12, setup, problems: [nobody] })],
  ['POST /config/check', check],
  ['POST /config/changes', () => ({ ...outcome, version: 13 })],
  ['POST /config/versions/:/return', () => ({ ...outcome, version: 13 })],
  ['GET /config/diff', () => ({ changes: [change] })],
  [
    'GET /config/versions',
    () => ({
      current: 12,
      oldest: 0,
      items: [
        version(12, 'return', { returnTo: 10, comment: 'too few for sales' }),
        version(11, 'change', { comment: 'Only the best for sales', changed: 3 }),
        version(10, 'import', { comment: 'from the test site', changed: 9 }),
        version(9, 'people', { changed: 0 }),
        version(1, 'first', { by: null, byName: null, changed: 21 }),
      ],
    }),
  ],
];
