import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { generate } from './generate.js';
import { DAYS } from './kinds.js';
import { exponential, gammaAround1, lognormal, stream } from './random.js';
import { readTrace, type TraceCall, writeTrace } from './trace.js';

/** Days are compared by this: a list of what differs in megabytes takes minutes to print. */
const digest = (what: unknown): string => createHash('sha256').update(JSON.stringify(what)).digest('hex');
const callsOf = (seed: number, day: (typeof DAYS)[number] = 'calm') =>
  generate({ day, seed }).events.filter((e): e is TraceCall => e.type === 'call');
const moments = (values: number[]) => {
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  return { mean, variation: Math.sqrt(values.reduce((a, b) => a + (b - mean) ** 2, 0) / values.length) / mean };
};

describe('a source of chance', () => {
  it('repeats by seed and name, and differs by either', () => {
    const first = (seed: number, name: string) => Array.from({ length: 5 }, stream(seed, name));
    expect(first(7, 'a')).toEqual(first(7, 'a'));
    expect(first(7, 'a')).not.toEqual(first(8, 'a'));
    expect(first(7, 'a')).not.toEqual(first(7, 'b'));
  });

  it.each([
    ['exponential', () => exponential(draw, 10), 10, 1],
    ['lognormal', () => lognormal(draw, 10, 0.8), 10, Math.sqrt(Math.exp(0.64) - 1)],
    ['gamma', () => 10 * gammaAround1(draw, 0.3), 10, 0.3],
  ])('draws %s with the mean and variation asked for', (_name, one, mean, variation) => {
    const found = moments(Array.from({ length: 40_000 }, one));
    expect(found.mean / mean).toBeCloseTo(1, 1);
    expect(found.variation / variation).toBeCloseTo(1, 1);
  });
  const draw = stream(3, 'laws');
});

describe('a day', () => {
  it.each(DAYS)('%s is the same by its seed, and another by another', (day) => {
    expect(digest(generate({ day, seed: 7 }))).toBe(digest(generate({ day, seed: 7 })));
    expect(digest(generate({ day, seed: 7 }).events)).not.toBe(digest(generate({ day, seed: 8 }).events));
  });

  it('keeps its callers and everybody else’s shifts when two more agents come', () => {
    const plain = generate({ day: 'monday', seed: 3 });
    const more = generate({ day: 'monday', seed: 3, more: 2 });
    const known = new Set(plain.head.agents.map((a) => a.id));
    expect(more.head.agents).toHaveLength(plain.head.agents.length + 2);
    const same = more.events.filter((e) => e.type === 'call' || known.has(e.agentId));
    expect(digest(same)).toBe(digest(plain.events));
  });

  it('has arrivals that vary more from day to day than Poisson does', () => {
    const totals = Array.from({ length: 30 }, (_, seed) => callsOf(seed + 1).length);
    const { mean, variation } = moments(totals);
    expect((variation * mean) ** 2 / mean).toBeGreaterThan(3);
  });

  it('has a surge of sales calls where an advertisement runs', () => {
    const { events, surges } = generate({ day: 'spike', seed: 5 });
    const sales = events.filter((e) => e.type === 'call' && e.queueId === 'sales').map((e) => e.at);
    const within = (from: number, until: number) => sales.filter((at) => at >= from && at < until).length;
    const { from } = surges[0]!;
    expect(within(from, from + 900_000)).toBeGreaterThan(2 * within(from - 900_000, from));
  });

  it('is read as it was written', () => {
    const { head, events } = generate({ day: 'outage', seed: 1 });
    expect(digest(readTrace(writeTrace({ head, events })))).toBe(digest({ head, events }));
  });

  it.each([
    ['no JSON', 'x', /^Line 1 .*no JSON/],
    ['another kind of file', '{"type":"flow"}', /^Line 1 .*head/],
  ])('is refused when it is %s', (_what, text, why) => {
    expect(() => readTrace(text)).toThrow(why);
  });
  it('is refused with the line that is out of order or names nobody', () => {
    const { head, events } = generate({ day: 'calm', seed: 1 });
    const [a, b, ...rest] = events;
    expect(() => readTrace(writeTrace({ head, events: [rest[500]!, a!, b!] }))).toThrow(/^Line 3 .*order/);
    const stranger = { ...callsOf(1)[0]!, at: 0, queueId: 'nowhere' };
    expect(() => readTrace(writeTrace({ head, events: [stranger] }))).toThrow(/^Line 2 .*names/);
  });
});
