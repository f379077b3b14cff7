import { afterAll, describe, expect, it } from '@jest/globals';
import { registry } from '#common/metrics/metrics.js';
import { toldAgainstCame } from './told-against-came.js';

afterAll(() => registry.resetMetrics());

describe('estimates against what came', () => {
  it('are counted by queue, with what lay within them and how far off they were; who gave up is not', async () => {
    const of = (waited: number, answered = true) =>
      toldAgainstCame({ id: 'x', queueId: 'sales', estimate: { p50: 10_000, p90: 40_000 }, waited, answered });
    for (const waited of [5000, 20_000, 50_000]) of(waited);
    of(1000, false);
    const text = await registry.metrics();
    const value = (line: string) =>
      Number(
        text
          .split('\n')
          .find((l) => l.startsWith(`${line} `))
          ?.split(' ')[1],
      );
    const metric = (name: string, labels: string) => value(`spillway_routing_estimate_${name}{${labels}}`);
    expect(metric('judged_total', 'queue="sales"')).toBe(3);
    expect(metric('covered_total', 'queue="sales",quantile="p50"')).toBe(1);
    expect(metric('covered_total', 'queue="sales",quantile="p90"')).toBe(2);
    // Half of 5, 10 and 40 s.
    expect(metric('loss_seconds_total', 'queue="sales",quantile="p50"')).toBeCloseTo(27.5, 6);
    expect(metric('error_seconds_sum', 'queue="sales"')).toBeCloseTo(55, 6);
  });
});
