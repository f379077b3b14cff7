import { describe, expect, it } from '@jest/globals';
import { callsPath, perInterval } from './figures.js';

describe('figures of a report', () => {
  it('lead to the calls that made them', () => {
    expect(callsPath({ by: 'queue', figure: 'in-service-level', key: 'sales', from: 1, to: 2 })).toBe(
      '/report/calls?by=queue&figure=in-service-level&from=1&to=2&queue=sales',
    );
    expect(callsPath({ by: 'agent', figure: 'offered', key: null, from: 1, to: 2 })).not.toContain('agent=');
  });
  it('are summed by interval over all queues, with empty intervals between', () => {
    const row = (at: number | null, answered: number, abandoned: number) => ({ at, answered, abandoned });
    const rows = [row(0, 1, 0), row(0, 2, 1), row(20, 4, 0), row(null, 99, 99), row(500, 9, 9)];
    expect(perInterval(rows, { from: 0, to: 30, stepMs: 10 })).toEqual([
      { at: 0, answered: 3, abandoned: 1 },
      { at: 10, answered: 0, abandoned: 0 },
      { at: 20, answered: 4, abandoned: 0 },
    ]);
  });
});
