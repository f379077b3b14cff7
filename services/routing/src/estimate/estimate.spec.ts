import { describe, expect, it } from '@jest/globals';
import { RoutingWorld, uuid } from '../../../../test/builders/routing.builder.js';
import { aQueue } from '../../../../test/builders/setup.builder.js';
import { generate } from '../traces/generate.js';
import { exponential, stream } from '../traces/random.js';
import { ours } from '../twin/ours.js';
import { run } from '../twin/world.js';
import { AsteriskHoldTime, LastWaits } from './baselines.js';
import { Calibration, pinball } from './calibration.js';
import { Estimator, type Judged } from './estimator.js';
import { Sample } from './sample.js';

/** A line of so many before agents who are all in talk. */
function aLine(callers: number, agents: number) {
  const w = new RoutingWorld([aQueue('sales'), aQueue('tech', { skills: { tech: 1 } })]);
  for (let n = 1; n <= agents; n++) w.inTalk(n, n);
  for (let n = 1; n <= callers; n++) w.caller(100 + n);
  const of = (n: number) => w.state.interactions.get(uuid('b', 100 + n))!;
  return { w, of, estimate: (n: number) => new Estimator().estimate(w.state, of(n), w.now) };
}

describe('durations that were seen', () => {
  it('say how long one lasts that has lasted already', () => {
    const draw = stream(1, 'handle');
    const seen = new Sample([60_000]);
    for (let i = 0; i < 120; i++) seen.add(exponential(draw, 60_000));
    const rest = (elapsed: number) =>
      Array.from({ length: 2000 }, () => seen.rest(elapsed, draw())).reduce((a, b) => a + b, 0) / 2000;
    // Exponential: whatever has passed, as much is to come.
    expect(rest(0) / 60_000).toBeGreaterThan(0.75);
    expect(rest(60_000) / 60_000).toBeGreaterThan(0.6);
    expect(rest(60_000) / 60_000).toBeLessThan(1.6);
    // Older than anything that was seen: it goes on, nobody knows how long.
    expect(seen.rest(10_000_000, 0.5)).toBeGreaterThan(0);
  });
});

describe('an estimate', () => {
  it('grows with the line and shrinks with the agents', () => {
    const line = aLine(12, 4);
    const [first, middle, last] = [line.estimate(1)!, line.estimate(6)!, line.estimate(12)!];
    expect(first.p50).toBeLessThan(middle.p50);
    expect(middle.p50).toBeLessThan(last.p50);
    expect(aLine(12, 8).estimate(12)!.p50).toBeLessThan(last.p50);
    for (const e of [first, middle, last]) expect(e.p50).toBeLessThanOrEqual(e.p90);
  });

  it('is the same for the same moment', () => {
    const { w, of } = aLine(5, 3);
    const twice = [1, 2].map(() => new Estimator().estimate(w.state, of(5), w.now));
    expect(twice[0]).toEqual(twice[1]);
  });

  it('is unknown where nobody who is here could serve her, and never zero', () => {
    const { w } = aLine(0, 2);
    const id = w.caller(200, { queueId: 'tech' });
    expect(new Estimator().estimate(w.state, w.state.interactions.get(id)!, w.now)).toBeUndefined();
  });

  it('counts only those before her who want the same agents', () => {
    const { w, of } = aLine(1, 2);
    const alone = new Estimator().estimate(w.state, of(1), w.now)!;
    const other = w.agent(30, { skills: { tech: 5 } }, 'break');
    for (let n = 1; n <= 10; n++) w.caller(300 + n, { queueId: 'tech', priority: 5 });
    // The looks are drawn anew for another line, so only about the same.
    expect(new Estimator().estimate(w.state, of(1), w.now)!.p50 / alone.p50).toBeLessThan(1.5);
    // She who serves both lines would be given to them first, and helps nobody else.
    w.setUp(
      [...w.state.config.queues.values()],
      [...w.state.config.agents.values()].map((a) => ({ ...a, phoneUri: null, skills: { sales: 5, tech: 5 } })),
    );
    expect(other).toBeDefined();
    expect(new Estimator().estimate(w.state, of(1), w.now)!.p50 / alone.p50).toBeGreaterThan(2.5);
  });

  it('falls as the talks before her grow old', () => {
    const { w, of } = aLine(1, 3);
    const early = new Estimator().estimate(w.state, of(1), w.now)!;
    // Ended by hand, not by the clock: only the time in talk differs.
    expect(new Estimator().estimate(w.state, of(1), w.now + 30_000)).not.toEqual(early);
  });
});

describe('the calibration', () => {
  it('finds the factor by which a quantile is exceeded as often as it says', () => {
    const cal = new Calibration(0.9);
    const draw = stream(5, 'came');
    let exceeded = 0;
    for (let n = 0; n < 4000; n++) {
      const more = exponential(draw, 100) > 100 * cal.factor;
      if (n >= 1000 && more) exceeded++;
      cal.saw(more);
    }
    expect(exceeded / 3000).toBeGreaterThan(0.07);
    expect(exceeded / 3000).toBeLessThan(0.13);
  });

  it('is least where the quantile is right', () => {
    const draw = stream(6, 'came');
    const came = Array.from({ length: 5000 }, () => exponential(draw, 100));
    const loss = (estimate: number) => came.reduce((sum, c) => sum + pinball(0.9, estimate, c), 0);
    const right = -100 * Math.log(0.1);
    expect(loss(right)).toBeLessThan(loss(0.8 * right));
    expect(loss(right)).toBeLessThan(loss(1.25 * right));
  });
});

describe('the baselines', () => {
  it('Asterisk: three parts old and one part new, in whole seconds', () => {
    const a = new AsteriskHoldTime();
    for (const s of [100, 100, 40]) a.answered('q', s * 1000 + 999);
    // 25, then 43, then (129 + 40) / 4.
    expect(a.estimate('q')).toEqual({ p50: 42_000, p90: 42_000 });
  });
  it('the last 20 and no more', () => {
    const l = new LastWaits();
    for (let n = 1; n <= 30; n++) l.answered('q', n);
    expect(l.estimate('q')).toEqual({ p50: 20, p90: 28 });
  });
});

describe('over a day', () => {
  it('covers what it says, and is better than both baselines', () => {
    const day = generate({ day: 'monday', seed: 11, agents: 30 });
    const judged: Judged[] = [];
    const estimator = new Estimator((j) => judged.push(j));
    const others = [new AsteriskHoldTime(), new LastWaits()];
    const said = new Map<string, { p50: number; p90: number }[]>();
    run(
      day,
      ours((facts, s, now) => {
        for (const { contract, data } of facts) {
          const d = data as { interactionId: string; queueId: string; reason: string; waited: number };
          if (contract.type === 'queue.entered')
            said.set(
              d.interactionId,
              others.map((o) => o.estimate(d.queueId)),
            );
          if (contract.type === 'queue.left' && d.reason === 'answered')
            for (const o of others) o.answered(d.queueId, d.waited);
        }
        estimator.learn(facts, s, now);
      }),
    );
    const answered = judged.filter((j) => j.answered);
    expect(answered.length).toBeGreaterThan(300);
    const loss = (of: (j: Judged) => { p50: number; p90: number }) =>
      answered.reduce((sum, j) => sum + pinball(0.5, of(j).p50, j.waited) + pinball(0.9, of(j).p90, j.waited), 0);
    const mine = loss((j) => j.estimate);
    expect(mine).toBeLessThan(0.7 * loss((j) => said.get(j.id)![0]!));
    expect(mine).toBeLessThan(0.7 * loss((j) => said.get(j.id)![1]!));
    const covered = (q: 'p50' | 'p90') => answered.filter((j) => j.waited <= j.estimate[q]).length / answered.length;
    expect(Math.abs(covered('p50') - 0.5)).toBeLessThan(0.08);
    expect(Math.abs(covered('p90') - 0.9)).toBeLessThan(0.05);
  });
});
