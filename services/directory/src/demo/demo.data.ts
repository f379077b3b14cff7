import type { FlowStep, QueueConfig } from '#common/contracts/directory.js';
import type { Language, Role } from '#common/contracts/words.js';
import type { Setup } from '../setup/setup.js';

/** A person of the demonstration, before she has an id and a password. */
export interface DemoUser {
  readonly user: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly team: string;
  readonly skills: Readonly<Record<string, number>>;
  readonly languages: readonly Language[];
  readonly phoneUri: string | null;
}

const person = (user: string, name: string, roles: Role[], more: Partial<DemoUser> = {}): DemoUser => ({
  user,
  name,
  roles,
  team: 'day',
  skills: {},
  languages: ['en'],
  phoneUri: null,
  ...more,
});

export const demoUsers: readonly DemoUser[] = [
  person('anna', 'Anna Nowak', ['agent'], { skills: { sales: 8, support: 5 }, languages: ['en', 'pl'] }),
  person('ben', 'Ben Carter', ['agent'], { skills: { sales: 6 } }),
  person('carla', 'Carla Rossi', ['agent'], { skills: { support: 8 }, languages: ['en', 'ru'] }),
  person('dmitri', 'Dmitri Ivanov', ['agent'], { skills: { sales: 4, support: 7 }, languages: ['en', 'pl', 'ru'] }),
  person('tess', 'Tess Morgan', ['team-lead']),
  person('hugo', 'Hugo Lind', ['head'], { team: 'office' }),
  person('quinn', 'Quinn Adler', ['quality'], { team: 'office' }),
  person('ivan', 'Ivan Petrov', ['it'], { team: 'office' }),
];

/** Agents of a load test: the pattern's `{user}` becomes robot001 and so on, `{n}` the number alone. */
export const robots = (count: number, phone: string): DemoUser[] =>
  Array.from({ length: count }, (_, i) => {
    const user = `robot${String(i + 1).padStart(3, '0')}`;
    return person(user, `Robot ${i + 1}`, ['agent'], {
      team: 'robots',
      skills: { sales: 5, support: 5 },
      phoneUri: phone.replaceAll('{user}', user).replaceAll('{n}', String(i + 1)) || null,
    });
  });

const queue = (id: string, name: string): QueueConfig => ({
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
});

const welcome: FlowStep[] = [
  { id: 'greeting', do: 'greeting', prompt: 'welcome', notice: true, next: 'menu' },
  {
    id: 'menu',
    do: 'menu',
    prompt: 'menu',
    keys: { 1: 'sales', 2: 'support', 9: 'language' },
    tries: 3,
    waitMs: 5_000,
    next: 'support',
  },
  {
    id: 'language',
    do: 'language',
    prompt: 'language',
    keys: { 1: 'en', 2: 'pl', 3: 'ru' },
    tries: 2,
    waitMs: 5_000,
    next: 'menu',
  },
  { id: 'sales', do: 'queue', queueId: 'sales' },
  { id: 'support', do: 'queue', queueId: 'support' },
];

export const demoSetup: Setup = {
  teams: [
    { id: 'day', name: 'Day shift' },
    { id: 'office', name: 'Office' },
    { id: 'robots', name: 'Robots of load tests' },
  ],
  queues: [queue('sales', 'Sales'), queue('support', 'Support')],
  flows: [
    { id: 'welcome', start: 'greeting', steps: welcome },
    { id: 'sales-direct', start: 'sales', steps: [{ id: 'sales', do: 'queue', queueId: 'sales' }] },
    { id: 'support-direct', start: 'support', steps: [{ id: 'support', do: 'queue', queueId: 'support' }] },
    {
      id: 'closed',
      start: 'message',
      steps: [
        { id: 'message', do: 'message', prompt: 'closed', next: 'bye' },
        { id: 'bye', do: 'hangup' },
      ],
    },
  ],
  entries: [
    { number: '1000', flowId: 'welcome' },
    { number: '1001', flowId: 'sales-direct' },
    { number: '1002', flowId: 'support-direct' },
    { number: '2000', flowId: 'closed' },
  ],
  dispositions: [
    { id: 'solved', name: 'Solved' },
    { id: 'order', name: 'Order taken' },
    { id: 'call-back', name: 'Call back' },
    { id: 'complaint', name: 'Complaint' },
    { id: 'wrong-number', name: 'Wrong number' },
  ],
};
