import { describe, expect, it } from '@jest/globals';
import { DESK_SILENT_MS, PLACE_SILENT_MS, Presence } from './presence.js';

const anna = { id: 'anna', session: 's', epoch: 1, place: 'site' };
const named = { agentId: 'anna', session: 's', epoch: 1 };
function beating(p: Presence, from: number, to: number, desks: (typeof named)[]): void {
  for (let at = from; at <= to; at += 2000) p.beat('site', desks, at);
}
const lost = (p: Presence, now: number) => p.missing([anna], now).length > 0;

describe('a desktop', () => {
  it('that its gateway names is there', () => {
    const p = new Presence();
    p.begin(0);
    beating(p, 0, 20_000, [named]);
    expect(lost(p, 21_000)).toBe(false);
  });
  it('that its gateway no longer names is lost after 6 s', () => {
    const p = new Presence();
    p.begin(0);
    beating(p, 0, 10_000, [named]);
    beating(p, 12_000, 18_000, []);
    expect([lost(p, 10_000 + DESK_SILENT_MS), lost(p, 10_001 + DESK_SILENT_MS)]).toEqual([false, true]);
  });
  it('is not lost because the crossing is silent: unknown is not gone, until half a minute', () => {
    const p = new Presence();
    p.begin(0);
    beating(p, 0, 10_000, [named]);
    expect([lost(p, 10_000 + PLACE_SILENT_MS), lost(p, 10_001 + PLACE_SILENT_MS)]).toEqual([false, true]);
  });
  it('has a full round to be named again after a silence', () => {
    const p = new Presence();
    p.begin(0);
    beating(p, 0, 10_000, [named]);
    beating(p, 30_000, 34_000, []);
    expect(lost(p, 35_000)).toBe(false);
    beating(p, 36_000, 38_000, []);
    expect(lost(p, 38_000)).toBe(true);
  });
  it('has a full round after a new writer begins', () => {
    const p = new Presence();
    p.begin(100_000);
    beating(p, 100_500, 104_500, []);
    expect(lost(p, 106_000)).toBe(false);
    beating(p, 106_500, 106_500, []);
    expect(lost(p, 107_000)).toBe(true);
  });
  it('attached anew is not lost by the beats of the attachment before', () => {
    const p = new Presence();
    p.begin(0);
    beating(p, 0, 20_000, []);
    p.attached('anna', 's', 1, 20_000);
    expect(lost(p, 21_000)).toBe(false);
  });
  it('attached anew is not lost by a late beat of the attachment before', () => {
    const p = new Presence();
    p.begin(0);
    beating(p, 0, 20_000, [named]);
    p.attached('anna', 's', 2, 20_100);
    p.beat('site', [named], 20_200);
    expect(p.missing([{ ...anna, epoch: 2 }], 21_000)).toEqual([]);
  });
  it('that was taken for lost and is named twice in a row is there', () => {
    const p = new Presence();
    const look = (attached: boolean, at: number) => {
      p.beat('site', [named], at);
      return p.returned([named], () => ({ ...anna, attached }));
    };
    expect([look(true, 0), look(false, 2000), look(true, 4000), look(false, 6000)].flat()).toEqual([]);
    expect(look(false, 8000)).toEqual([named]);
  });
});
