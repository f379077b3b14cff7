import { describe, expect, it } from '@jest/globals';
import { anAgent, aQueue } from '../../../../test/builders/setup.builder.js';
import { generate } from '../traces/generate.js';
import { exponential, stream } from '../traces/random.js';
import type { Trace, TraceCall, TraceEvent } from '../traces/trace.js';
import { Agenda } from './agenda.js';
import { APP_QUEUE, appQueue } from './app-queue.js';
import type { FloorOf } from './floor.js';
import { ours } from './ours.js';
import { figures, mean } from './outcome.js';
import { VICIDIAL, vicidial } from './vicidial.js';
import { run } from './world.js';

const HOUR = 3_600_000;
const ALL: [string, FloorOf][] = [
  ['ours', ours()],
  ['app_queue', appQueue(APP_QUEUE)],
  ['app_queue with penalties', appQueue({ ...APP_QUEUE, strategy: 'leastrecent', penalties: true })],
  ['VICIdial', vicidial(VICIDIAL)],
];

/** Level 6.25 is where nobody is quicker or slower for her skill; the nearest whole one is 6 (1 %), so talks are drawn shorter by it. */
const EVEN = 1 / 1.01;
const call = (n: number, also: Partial<TraceCall>): TraceCall => ({
  type: 'call',
  at: 0,
  id: `call-${n}`,
  queueId: 'sales',
  language: 'en',
  priority: 0,
  patience: 100 * HOUR,
  pickup: 0,
  talk: 60_000 * EVEN,
  wrap: 0,
  ...also,
});
const agents = (n: number, also = {}) =>
  Array.from({ length: n }, (_, i) => ({ ...anAgent(`a-${i + 1}`, { skills: { sales: 6 } }), pace: 1, ...also }));
function trace(
  people: Trace['head']['agents'],
  calls: TraceCall[],
  staff: TraceEvent[] = [],
  queues = [aQueue('sales')],
): Trace {
  const here = people.map((a): TraceEvent => ({ type: 'staff', at: 0, agentId: a.id, do: 'in' }));
  const head = {
    type: 'trace',
    version: 1,
    day: 'made',
    seed: 0,
    startsAt: 1_000_000,
    lengthMs: 10 * HOUR,
    queues,
    agents: people,
  } as const;
  return { head, events: [...here, ...[...staff, ...calls].sort((a, b) => a.at - b.at)] };
}
/** Poisson arrivals, exponential talks, nobody gives up. */
function mmc(c: number, load: number, seed: number, hours: number): Trace {
  const when = stream(seed, 'when');
  const long = stream(seed, 'long');
  const talk = 180_000;
  const calls: TraceCall[] = [];
  for (let at = 0; at < hours * HOUR; at += exponential(when, talk / (c * load)))
    calls.push(call(calls.length, { at, talk: exponential(long, talk) * EVEN }));
  return trace(agents(c), calls.slice(1));
}
/** Erlang C: the mean wait over all callers of M/M/c, in mean talks. */
function erlangC(c: number, load: number): number {
  const a = c * load;
  let blocked = 1;
  for (let n = 1; n <= c; n++) blocked = (a * blocked) / (n + a * blocked);
  const waits = blocked / (1 - load * (1 - blocked));
  return waits / (c * (1 - load));
}

describe('the agenda', () => {
  it('takes in order of time, and of entry where times are equal', () => {
    const agenda = new Agenda();
    const taken: string[] = [];
    const draw = stream(1, 'times');
    for (let n = 0; n < 200; n++) agenda.add(Math.floor(draw() * 20), () => taken.push(String(n)));
    const order: [number, number][] = [];
    for (let e = agenda.take(); e; e = agenda.take()) {
      e.act();
      order.push([e.at, Number(taken.at(-1))]);
    }
    expect(order).toEqual([...order].sort((a, b) => a[0] - b[0] || a[1] - b[1]));
    expect(order).toHaveLength(200);
  });
});

describe('the twin', () => {
  it.each(ALL)('repeats a day exactly by its seed: %s', (_name, floor) => {
    const day = generate({ day: 'calm', seed: 4, agents: 12 });
    // As text: a list of what differs in thousands of calls takes minutes to print.
    const [once, again] = [1, 2].map(() => JSON.stringify(run(day, floor)));
    expect(once === again).toBe(true);
  });

  it.each(ALL)('answers or loses each caller once, and each agent has one call at a time: %s', (_name, floor) => {
    const day = generate({ day: 'spike', seed: 2, agents: 20 });
    const { calls, rings, missed } = run(day, floor);
    const came = day.events.filter((e) => e.type === 'call').length;
    expect(calls).toHaveLength(came);
    expect(calls.filter((c) => (c.answeredAt === null) === (c.goneAt === null))).toEqual([]);
    expect(calls.filter((c) => c.answeredAt !== null).length).toBeLessThanOrEqual(rings - missed);
    const lasts = new Map(day.events.flatMap((e) => (e.type === 'call' ? [[e.id, e] as const] : [])));
    const byAgent = new Map<string, number>();
    for (const c of calls.filter((x) => x.answeredAt !== null).sort((a, b) => a.answeredAt! - b.answeredAt!)) {
      expect(c.answeredAt!).toBeGreaterThanOrEqual(byAgent.get(c.agentId!) ?? 0);
      // Nobody is quicker than 0.5 of an average talk here.
      byAgent.set(c.agentId!, c.answeredAt! + lasts.get(c.id)!.talk / 2);
    }
  });

  it.each([
    [4, 0.8],
    [10, 0.9],
  ])('waits as long as Erlang C says: %i agents at load %f', (c, load) => {
    const talk = 180_000;
    const runs = Array.from({ length: 8 }, (_, seed) => figures(run(mmc(c, load, seed + 1, 25), ours())).waitMean);
    const deviation = Math.sqrt(runs.reduce((sum, w) => sum + (w - mean(runs)) ** 2, 0) / (runs.length - 1));
    // 99.9 % of Student's t with 7 degrees of freedom.
    const room = (5.41 * deviation) / Math.sqrt(runs.length);
    expect(Math.abs(mean(runs) - erlangC(c, load) * talk)).toBeLessThan(room);
    expect(room).toBeLessThan(0.8 * erlangC(c, load) * talk);
  });

  it('obeys Little’s law: callers in line on average are arrivals times their wait', () => {
    const day = mmc(4, 0.85, 3, 25);
    let area = 0;
    let last = { at: 0, waiting: 0 };
    const { calls } = run(
      day,
      ours((_facts, s, now) => {
        area += last.waiting * (now - last.at);
        last = { at: now, waiting: s.waiting.size };
      }),
    );
    const waited = calls.reduce((sum, c) => sum + c.answeredAt! - c.at, 0);
    expect(area / waited).toBeCloseTo(1, 2);
  });

  it('lets app_queue wait longer by its looks of once a second, and by no more', () => {
    const days = [1, 2, 3, 4].map((seed) => mmc(6, 0.85, seed, 15));
    const more = mean(
      days.map((d) => figures(run(d, appQueue(APP_QUEUE))).waitMean - figures(run(d, ours())).waitMean),
    );
    expect(more).toBeGreaterThan(0);
    expect(more).toBeLessThan(8000);
  });
});

describe('who is asked', () => {
  const levels = [
    { ...anAgent('good', { skills: { sales: 9 } }), pace: 1 },
    { ...anAgent('fair', { skills: { sales: 3 } }), pace: 1 },
  ];
  const askedFor = (floor: FloorOf, people = levels) =>
    run(trace(people, [call(1, { at: 5000 }), call(2, { at: 400_000 }), call(3, { at: 800_000 })]), floor).calls.map(
      (c) => c.agentId,
    );

  it('goes round with rrmemory', () => {
    expect(askedFor(appQueue(APP_QUEUE))).toEqual(['good', 'fair', 'good']);
  });
  it('takes the lower penalty while she is free', () => {
    expect(askedFor(appQueue({ ...APP_QUEUE, penalties: true }))).toEqual(['good', 'good', 'good']);
  });
  it('takes the rank, or who is ready longest, as VICIdial', () => {
    expect(askedFor(vicidial({ next: 'inbound_group_rank_wait_time' }))).toEqual(['good', 'good', 'good']);
    expect(askedFor(vicidial(VICIDIAL))).toEqual(['good', 'fair', 'good']);
  });

  it.each(ALL)('does not ring somebody again who left her desk, until she is back: %s', (_name, floor) => {
    const people = agents(2);
    const gone: TraceEvent[] = [
      { type: 'staff', at: 1000, agentId: 'a-1', do: 'gone' },
      { type: 'staff', at: 90_000, agentId: 'a-1', do: 'there' },
    ];
    const calls = [
      call(1, { at: 2000 }),
      call(2, { at: 30_000, talk: 10_000 }),
      call(3, { at: 62_500 }),
      call(4, { at: 95_000 }),
    ];
    const { calls: came, missed } = run(trace(people, calls, gone), floor);
    expect(missed).toBe(1);
    expect(came.every((c) => c.answeredAt !== null)).toBe(true);
  });

  it('rings her again and again with app_queue as it comes (autopause=no)', () => {
    const gone: TraceEvent[] = [{ type: 'staff', at: 1000, agentId: 'a-1', do: 'gone' }];
    const calls = [call(1, { at: 2000, patience: 60_000 })];
    const floor = appQueue({ ...APP_QUEUE, autopause: false });
    expect(run(trace(agents(1), calls, gone), floor).missed).toBe(3);
  });

  it('leaves an agent to the longer wait in another group of hers, as VICIdial', () => {
    const both = { ...anAgent('both', { skills: { sales: 6, tech: 6 } }), pace: 1 };
    const queues = [aQueue('sales'), aQueue('tech')];
    const calls = [call(1, { at: 0, talk: 60_000 }), call(2, { at: 10_000, queueId: 'tech' }), call(3, { at: 10_500 })];
    const came = run(trace([both], calls, [], queues), vicidial(VICIDIAL)).calls;
    expect(came[1]!.answeredAt!).toBeLessThan(came[2]!.answeredAt!);
  });
});
