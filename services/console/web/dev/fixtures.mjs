/** What the fake site answers. Names and numbers are invented. */
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
  history: [
    {
      interactionId: 'i-9',
      at: now - minutes(60 * 27),
      queue: 'Sales',
      direction: 'inbound',
      outcome: 'answered',
      agentName: 'Ben Carter',
      disposition: 'Offer sent',
      note: 'Wants the larger plan from March. Prefers calls after four.',
    },
    { interactionId: 'i-8', at: now - minutes(60 * 190), queue: 'Support', direction: 'inbound', outcome: 'abandoned' },
    {
      interactionId: 'i-7',
      at: now - minutes(60 * 24 * 40),
      queue: 'Support',
      direction: 'inbound',
      outcome: 'answered',
      agentName: 'Carla Diaz',
      disposition: 'Solved',
      note: 'Router restarted, line checked.',
    },
  ],
  draft: '',
};

const routes = [
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

export const more = [];
export const liveState = () => ({});
export const recordingWav = () => Buffer.alloc(44);
