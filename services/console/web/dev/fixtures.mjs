/** What the fake site answers. Names and numbers are invented. */
import { setupRoutes } from './setup.fixtures.mjs';

const now = Date.now();
const minutes = (n) => n * 60_000;
const people = {
  anna: { id: 'a-anna', name: 'Anna Kowalska', roles: ['agent'] },
  tess: { id: 'a-tess', name: 'Tess Morgan', roles: ['team-lead'] },
  hugo: { id: 'a-hugo', name: 'Hugo Brandt', roles: ['head', 'quality'] },
  ivan: { id: 'a-ivan', name: 'Ivan Petrov', roles: ['it'] },
};
const contact = {
  customer: { id: 'c-1', name: 'Maria Nowak', number: '+48 601 555 014', language: 'pl', known: true },
  numberFrom: 'claimed',
  history: [
    {
      interactionId: 'i-9',
      at: now - minutes(60 * 27),
      queue: 'Sales',
      direction: 'inbound',
      numberFrom: 'trunk',
      outcome: 'answered',
      agentName: 'Ben Carter',
      disposition: 'Offer sent',
      note: 'Wants the larger plan from March. Prefers calls after four.',
    },
    {
      interactionId: 'i-8',
      at: now - minutes(60 * 190),
      queue: 'Support',
      direction: 'inbound',
      numberFrom: 'trunk',
      outcome: 'abandoned',
    },
    {
      interactionId: 'i-7',
      at: now - minutes(60 * 24 * 40),
      queue: 'Support',
      direction: 'inbound',
      numberFrom: 'trunk',
      outcome: 'answered',
      agentName: 'Carla Diaz',
      disposition: 'Solved',
      note: 'Router restarted, line checked.',
    },
  ],
  draft: '',
};

const routes = [
  ...setupRoutes,
  ['POST /sessions', ({ body }) => signIn(body)],
  ['POST /sessions/refresh', () => session('anna')],
  ['DELETE /sessions', () => ({})],
  [
    'POST /desk/sessions',
    ({ port }) => ({
      session: 'desk-1',
      place: 'site',
      epoch: 1,
      gateway: `ws://localhost:${port}/fake-gateway`,
      ticket: 'a.b.c',
      ticketExpiresAt: now + minutes(3),
    }),
  ],
  [
    'POST /desk/sessions/desk-1/ticket',
    ({ port }) => ({ epoch: 1, gateway: `ws://localhost:${port}/fake-gateway`, ticket: 'a.b.c' }),
  ],
  [
    'GET /desk/names',
    () => ({
      queues: [
        { token: 'tok-sales', id: 'sales', name: 'Sales' },
        { token: 'tok-support', id: 'support', name: 'Support' },
      ],
    }),
  ],
  [
    'POST /voice/sessions',
    () => ({
      nodes: [{ id: 'a', wsPath: '/voice/a' }],
      uri: 'sip:agent-anna@127.0.0.1',
      user: 'agent-anna',
      password: 'x',
      phone: 'browser',
      iceServers: [],
    }),
  ],
  ['GET /desk/reservations/:/contact', () => contact],
  ['PUT /desk/reservations/:/draft', () => ({})],
  ['PUT /desk/reservations/:/customer', () => ({})],
  ['POST /desk/reservations/:/wrap-up', () => ({})],
  ['POST /desk/reservations/:/mask', () => ({ ok: true })],
  ['POST /desk/reservations/:/transfer', () => ({ ok: true })],
  [
    'GET /desk/targets',
    () => ({
      agents: [
        { id: 'a-ben', name: 'Ben Carter', state: 'free' },
        { id: 'a-carla', name: 'Carla Diaz', state: 'busy' },
        { id: 'a-dmitri', name: 'Dmitri Orlov', state: 'away' },
      ],
      queues: [
        { id: 'sales', name: 'Sales', waiting: 3 },
        { id: 'support', name: 'Support', waiting: 0 },
      ],
    }),
  ],
  [
    'GET /names',
    () => ({
      agents: {
        'a-anna': 'Anna Kowalska',
        'a-ben': 'Ben Carter',
        'a-carla': 'Carla Diaz',
        'a-dmitri': 'Dmitri Orlov',
        'a-tess': 'Tess Morgan',
      },
      queues: { sales: 'Sales', support: 'Support' },
      dispositions: {
        solved: 'Solved',
        'offer-sent': 'Offer sent',
        callback: 'Call back later',
        complaint: 'Complaint',
      },
      teams: { main: 'Main' },
    }),
  ],
  [
    'GET /tickets',
    ({ scene }) =>
      scene === 'idle'
        ? [
            {
              interactionId: 'i-t1',
              arrivedAt: now - minutes(4),
              queue: 'Support',
              name: 'Pavel Ivanov',
              number: '+7 495 555 01 22',
            },
          ]
        : [],
  ],
];

function session(name) {
  return { accessToken: `t-${name}`, expiresAt: Date.now() + minutes(10), refreshToken: 'r', user: people[name] };
}
function signIn({ user, password }) {
  if (user === 'limited') return { status: 429, body: { code: 'DIRECTORY.TOO_MANY_ATTEMPTS', detail: '' } };
  if (!people[user] || password === 'wrong')
    return { status: 401, body: { code: 'DIRECTORY.SIGN_IN_REFUSED', detail: '' } };
  return session(user);
}

const matches = (pattern, path) => new RegExp(`^${pattern.replace(/:/g, '[^/]+')}$`).test(path);

export function answerOf(method, path, query, body, { port, scene }) {
  for (const [route, answer] of routes.concat(more)) {
    const [wanted, pattern] = route.split(' ');
    if (wanted === method && matches(pattern, path)) return answer({ path, query, body, port, scene });
  }
  return undefined;
}

const day = new Date(now);
day.setHours(0, 0, 0, 0);
const from = day.getTime();
const hours = (n) => n * 3_600_000;
const figuresOf = (offered, share = 0.86) => {
  const abandoned = Math.round(offered * 0.07);
  const answered = offered - abandoned;
  return {
    offered,
    answered,
    abandoned,
    inServiceLevel: Math.round(answered * share),
    shortAbandoned: Math.round(abandoned / 3),
    otherEnd: 0,
    waiting: 0,
    handled: answered,
    transferred: Math.round(answered * 0.08),
    returned: 0,
    noAnswer: 2,
    rejected: 1,
    rescinded: 3,
    ringing: 0,
    serviceLevel: offered ? (answered * share) / Math.max(1, offered - abandoned / 3) : null,
    abandonRate: offered ? abandoned / offered : null,
    speedOfAnswerAvgMs: 11_400,
    speedOfAnswerP90Ms: 24_000,
    longestWaitMs: 88_000,
    handleAvgMs: 246_000,
    talkAvgMs: 205_000,
    holdAvgMs: 9_000,
    wrapAvgMs: 32_000,
    signedInMs: hours(7.4),
    readyMs: hours(2.1),
    occupancy: 0.71,
  };
};
const curve = [0, 0, 2, 6, 11, 16, 19, 17, 12, 9, 13, 18, 20, 15, 11, 8, 6, 4, 2, 1];
const split = (keys) => [
  ...keys.flatMap((key, k) =>
    curve.flatMap((n, i) =>
      n ? [{ key, at: from + hours(7.5 + i / 2), ...figuresOf(Math.round(n * (k ? 0.6 : 1))) }] : [],
    ),
  ),
  ...keys.map((key, k) => ({ key, at: null, ...figuresOf(k ? 112 : 190, k ? 0.91 : 0.79) })),
  { key: null, at: null, ...figuresOf(302, 0.84) },
];
const recording = (id, change = {}) => ({
  id,
  interactionId: 'i-9',
  reservationId: 'r-9',
  agentId: 'a-ben',
  queueId: 'sales',
  state: 'sealed',
  missing: null,
  reason: 'quality',
  notice: 'welcome',
  noticeAt: now - minutes(31),
  startedAt: now - minutes(30),
  endedAt: now - minutes(27),
  durationMs: 14_000,
  bytes: 448_044,
  repaired: false,
  masks: [
    { on: true, at: now - minutes(30) + 8_000 },
    { on: false, at: now - minutes(30) + 9_500 },
  ],
  deleteAt: now + minutes(60 * 24 * 90),
  ...change,
});
const speech = (seed) =>
  Array.from({ length: 280 }, (_, i) => {
    const turn = Math.floor(i / 40) % 2 === seed ? 1 : 0.05;
    return Math.round(255 * turn * Math.abs(Math.sin(i * 0.7 + seed)) * (0.4 + 0.6 * Math.abs(Math.sin(i * 0.13))));
  });
const event = (type, s, data = {}) => ({
  id: `${type}-${s}`,
  interactionId: 'i-9',
  type,
  at: now - minutes(31) + s * 1000,
  data,
});

const moment = (what, s, data, out, changes) => ({
  id: `${what}-${s}`,
  interactionId: 'i-9',
  what,
  at: now - minutes(31) + s * 1000,
  data,
  ...(out ? { out } : {}),
  ...(changes ? { changes } : {}),
});
const then = (id, status, work) => ({
  id,
  status,
  statusSince: now - minutes(50),
  work,
  workSince: now - minutes(33),
});

export const more = [
  [
    'GET /reports/day',
    () => ({
      date: '2026-11-22',
      from,
      to: from + hours(24),
      stepMs: minutes(30),
      timeZone: 'Europe/Warsaw',
      asOf: now,
      formulas: {
        serviceLevel: { formula: 'in-service-level / (offered - short-abandoned - waiting)' },
        abandonRate: { formula: 'abandoned / offered' },
        occupancy: { formula: '(talk + wrap-up) / (talk + wrap-up + ringing + available and idle)' },
      },
      contacts: { arrived: 330, neverQueued: 28, endings: [] },
      queues: split(['sales', 'support']),
      agents: split(['a-anna', 'a-ben', 'a-carla']),
    }),
  ],
  [
    'GET /reports/calls',
    ({ query }) => ({
      count: 42,
      calls: Array.from({ length: 12 }, (_, i) => ({
        interactionId: `i-${i}`,
        at: now - minutes(i * 7),
        queueId: query.get('queue') ?? 'sales',
        agentId: 'a-ben',
        outcome: i % 5 ? 'answered' : 'abandoned',
        waitedMs: 4000 + i * 900,
        talkMs: i % 5 ? 120_000 + i * 3000 : null,
        heldMs: 0,
        wrapMs: 21_000,
        entry: '1000',
        endPhase: 'talk',
        endCause: 'caller-hangup',
      })),
    }),
  ],
  [
    'GET /interactions/:/life',
    () => ({
      interactionId: 'i-9',
      related: [],
      contact: {
        startedAt: now - minutes(31),
        endedAt: now - minutes(27),
        entry: '1000',
        language: 'pl',
        endPhase: 'talk',
        endCause: 'caller-hangup',
      },
      events: [
        event('interaction.started', 0),
        event('interaction.notice', 1),
        event('interaction.identified', 1),
        event('interaction.step', 8, { phase: 'menu', choice: '1' }),
        event('queue.entered', 9, { queueId: 'sales' }),
        event('reservation.created', 9, { agentId: 'a-anna', queueId: 'sales', kind: 'offer' }),
        event('reservation.timeout', 29, { agentId: 'a-anna' }),
        event('reservation.created', 29, { agentId: 'a-ben', queueId: 'sales', kind: 'offer' }),
        event('reservation.accepted', 33, { agentId: 'a-ben', rang: 4000, waited: 24_000 }),
        event('recording.started', 33, { reason: 'quality' }),
        event('reservation.talk-ended', 240, { agentId: 'a-ben', talk: 207_000, held: 0, reason: 'hung-up' }),
        event('interaction.ended', 240, { cause: 'caller-hangup', phase: 'talk' }),
        event('reservation.completed', 262, { dispositionId: 'offer-sent', wrap: 22_000 }),
        event('recording.stored', 263, { duration: 207_000 }),
      ],
    }),
  ],
  [
    'GET /routing/explain/:',
    () => ({
      interactionId: 'i-9',
      related: ['i-t1'],
      over: true,
      moments: [
        moment('queue.entered', 9, { queueId: 'sales' }),
        moment(
          'waits',
          9,
          { queueId: 'sales', position: 3, version: 12, fits: 0 },
          [
            { why: 'status', agents: [then('a-anna', 'break', 'idle')], more: 0 },
            {
              why: 'no-capacity',
              agents: [then('a-ben', 'available', 'talking'), then('a-carla', 'available', 'wrapping')],
              more: 61,
            },
            { why: 'not-signed-in', agents: [], more: 14 },
            { why: 'no-skill', agents: [], more: 220 },
          ],
          [
            { at: now - minutes(31) + 14_000, agentId: 'a-ben', work: 'wrapping' },
            { at: now - minutes(31) + 19_000, agentId: 'a-ben', work: 'reserved', took: 'i-7' },
            { at: now - minutes(31) + 22_000, agentId: 'a-anna', status: 'available' },
          ],
        ),
        moment(
          'offered',
          22,
          { queueId: 'sales', chosen: 'a-anna', strategy: 'longest-idle', position: 1, version: 12, fits: 2, ring: 1 },
          [
            { why: 'no-capacity', agents: [then('a-ben', 'available', 'talking')], more: 0 },
            { why: 'not-first', agents: [then('a-carla', 'available', 'idle')], more: 0 },
            { why: 'no-skill', agents: [], more: 220 },
          ],
        ),
        moment('reservation.rejected', 31, { agentId: 'a-anna', by: 'agent' }),
        moment(
          'offered',
          31,
          { queueId: 'sales', chosen: 'a-carla', preferred: true, position: 1, version: 12, fits: 1 },
          [],
        ),
        moment('reservation.accepted', 35, { agentId: 'a-carla', rang: 4000, waited: 26_000 }),
        moment('queue.left', 35, { queueId: 'sales', reason: 'answered', waited: 26_000 }),
        moment('reservation.talk-ended', 240, { agentId: 'a-carla', reason: 'hung-up', talk: 205_000 }),
        { ...moment('ticket.used', 300, {}), interactionId: 'i-t1' },
      ],
    }),
  ],
  [
    'GET /recordings',
    () => ({
      items: [
        recording('rec-1'),
        recording('rec-2', {
          agentId: 'a-anna',
          queueId: 'support',
          startedAt: now - minutes(52),
          durationMs: 187_000,
          masks: [],
        }),
        recording('rec-3', { state: 'recording', startedAt: now - minutes(1), durationMs: null }),
        recording('rec-4', { state: 'missing', missing: 'disk-full', startedAt: now - minutes(80), durationMs: null }),
      ],
      total: 4,
    }),
  ],
  [
    'GET /recordings/completeness',
    () => ({
      expected: 214,
      whole: 212,
      findings: { whole: 212, missing: 1, short: 0, long: 0, 'one-sided': 0, unwanted: 3, pending: 1 },
      lines: [
        {
          interactionId: 'i-1',
          reservationId: 'r-1',
          recordingIds: [],
          finding: 'missing',
          expectedMs: 65_000,
          keptMs: 0,
          from: now - minutes(80),
          why: 'disk-full',
        },
        {
          interactionId: 'i-2',
          reservationId: 'r-2',
          recordingIds: ['x'],
          finding: 'pending',
          expectedMs: 30_000,
          keptMs: 0,
          from: now - minutes(1),
          why: null,
        },
      ],
    }),
  ],
  ['GET /recordings/:/waveform', () => ({ pointMs: 50, durationMs: 14_000, caller: speech(0), agent: speech(1) })],
  [
    'GET /recordings/:/accesses',
    () => ({
      items: [
        { userId: 'a-tess', at: now - minutes(3), what: 'audio' },
        { userId: 'a-tess', at: now - minutes(3), what: 'details' },
      ],
    }),
  ],
  ['GET /recordings/:', () => recording('rec-1')],
  ['POST /agents/:/status', () => ({ ok: true })],
  [
    'GET /users',
    () => ({
      items: Object.entries(people).map(([user, { id, name, roles }]) => ({
        id,
        user,
        name,
        roles,
        team: 'main',
        skills: roles.includes('agent') ? { sales: 5, support: 3 } : {},
        languages: ['en', 'pl'],
        phoneUri: null,
        disabled: user === 'hugo',
      })),
    }),
  ],
  ['PUT /users/:', ({ body }) => body],
  ['POST /users', ({ body }) => body],
  [
    'GET /queues',
    () => ({
      items: [
        {
          id: 'sales',
          name: 'Sales',
          serviceLevelMs: 20_000,
          ringMs: 20_000,
          wrapMs: 60_000,
          record: true,
          retentionDays: 90,
        },
        {
          id: 'support',
          name: 'Support',
          serviceLevelMs: 30_000,
          ringMs: 20_000,
          wrapMs: 60_000,
          record: true,
          retentionDays: 90,
        },
      ],
    }),
  ],
  [
    'GET /prompts',
    () => ({
      prompts: ['goodbye', 'menu', 'welcome'].flatMap((id) =>
        ['en', 'pl', 'ru'].map((language) => ({ id, language, durationMs: 4200, changedAt: now })),
      ),
    }),
  ],
  ['GET /entries', () => ({ items: [{ number: '1000', flowId: 'welcome' }] })],
  [
    'GET /flows',
    () => ({
      items: [
        {
          id: 'welcome',
          start: 'hello',
          steps: [
            { id: 'hello', do: 'greeting', prompt: 'welcome', next: 'menu' },
            {
              id: 'menu',
              do: 'menu',
              prompt: 'menu',
              keys: { 1: 'sales', 2: 'support', 9: 'language' },
              next: 'sales',
            },
            { id: 'sales', do: 'queue', queueId: 'sales' },
            { id: 'support', do: 'queue', queueId: 'support' },
            { id: 'language', do: 'language', prompt: 'language', keys: { 1: 'en', 2: 'pl', 3: 'ru' }, next: 'menu' },
          ],
        },
      ],
    }),
  ],
];

const born = now;
export const liveState = () => ({
  at: Date.now(),
  queues: [
    { id: 'sales', waiting: 2, longestSince: born - 74_000, available: 0 },
    { id: 'support', waiting: 0, longestSince: null, available: 1 },
  ],
  agents: [
    agent('a-anna', {
      workState: 'talking',
      since: born - 71_000,
      reservation: { interactionId: 'i1', queueId: 'sales', kind: 'offer', talk: 'talking', since: born },
    }),
    agent('a-ben', {
      workState: 'talking',
      since: born - 171_000,
      statusAfterTalk: 'break',
      reservation: { interactionId: 'i2', queueId: 'sales', kind: 'offer', talk: 'held', since: born },
    }),
    agent('a-carla', { since: born - 31_000 }),
    agent('a-dmitri', { status: 'not-responding', since: born - 400_000 }),
    agent('a-eve', { status: 'offline', attached: false }),
  ],
  interactions: [
    {
      id: 'i3',
      stage: 'line',
      inLine: true,
      queueId: 'sales',
      medium: 'voice',
      direction: 'inbound',
      language: 'pl',
      arrivedAt: born - 74_000,
      enteredAt: born - 60_000,
      agentId: null,
    },
    {
      id: 'i4',
      stage: 'line',
      inLine: true,
      queueId: 'sales',
      medium: 'voice',
      direction: 'inbound',
      language: 'en',
      arrivedAt: born - 22_000,
      enteredAt: born - 12_000,
      agentId: null,
    },
  ],
  tickets: [],
});
function agent(id, change) {
  return {
    id,
    status: 'available',
    reason: 'chosen',
    statusAfterTalk: null,
    workState: 'idle',
    since: born,
    attached: true,
    phone: true,
    reservation: null,
    ...change,
  };
}

/** 14 s of two tones, stereo, 8 kHz. */
export function recordingWav() {
  const frames = 8000 * 14;
  const wav = Buffer.alloc(44 + frames * 4);
  wav.write('RIFF', 0);
  wav.writeUInt32LE(36 + frames * 4, 4);
  wav.write('WAVEfmt ', 8);
  for (const [offset, size, value] of [
    [16, 4, 16],
    [20, 2, 1],
    [22, 2, 2],
    [24, 4, 8000],
    [28, 4, 32_000],
    [32, 2, 4],
    [34, 2, 16],
  ]) {
    if (size === 4) wav.writeUInt32LE(value, offset);
    else wav.writeUInt16LE(value, offset);
  }
  wav.write('data', 36);
  wav.writeUInt32LE(frames * 4, 40);
  for (let i = 0; i < frames; i++) {
    wav.writeInt16LE(Math.round(6000 * Math.sin((i * 2 * Math.PI * 440) / 8000)), 44 + i * 4);
    wav.writeInt16LE(Math.round(6000 * Math.sin((i * 2 * Math.PI * 660) / 8000)), 46 + i * 4);
  }
  return wav;
}
