import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Sequence } from './sequence.js';

const delta = (n: number, epoch = 1) => ({ session: 's', epoch, n });

describe('a desktop’s changes', () => {
  it('follow their snapshot without gaps', () => {
    const s = new Sequence(1);
    s.snapshot(5);
    expect([6, 7, 7, 6, 8].map((n) => s.delta(delta(n)))).toEqual(['send', 'send', 'drop', 'drop', 'send']);
  });

  it('wait for the snapshot when they overtake it', () => {
    const s = new Sequence(1);
    s.begin();
    expect(s.delta(delta(6))).toBe('wait');
    expect(s.delta(delta(5))).toBe('wait');
    expect(s.snapshot(5)).toEqual({ follow: [delta(6)], gap: false });
    expect(s.delta(delta(7))).toBe('send');
  });

  it('ask for a snapshot when one is missing', () => {
    const s = new Sequence(1);
    s.snapshot(5);
    expect(s.delta(delta(7))).toBe('gap');
  });

  it('of another epoch are not hers', () => {
    const s = new Sequence(2);
    s.snapshot(5);
    expect(s.delta(delta(6, 1))).toBe('drop');
    expect(s.delta(delta(6, 3))).toBe('drop');
  });

  it('never skip, never repeat, whatever is lost, doubled or out of order', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 200 }), (arrivals) => {
        const s = new Sequence(1);
        s.begin();
        let last = 0;
        let newest = 0;
        const page = (n: number) => {
          expect(n).toBe(last + 1);
          last = n;
        };
        const snapshot = () => {
          last = newest;
          const { follow, gap } = s.snapshot(newest);
          for (const d of follow) page(d.n);
          if (gap) s.begin();
        };
        snapshot();
        for (const n of arrivals) {
          newest = Math.max(newest, n);
          const verdict = s.delta(delta(n));
          if (verdict === 'send') page(n);
          if (verdict === 'gap') {
            s.begin();
            snapshot();
          }
        }
      }),
    );
  });
});
