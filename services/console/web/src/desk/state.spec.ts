import { describe, expect, it } from '@jest/globals';
import { anAgent, aReservation, aSnapshot } from './examples.js';
import { type DeskDelta, nothingKnown, takeDelta, takeSnapshot } from './state.js';

const known = takeSnapshot(nothingKnown, aSnapshot());
const delta = (change: Partial<DeskDelta>): DeskDelta => ({ session: 's-1', epoch: 1, n: 11, ...change });

describe('what the desk knows', () => {
  it('takes a snapshot and the change that follows', () => {
    const after = takeDelta(known, delta({ reservation: aReservation(), agent: anAgent({ workState: 'reserved' }) }));
    expect(after.known).toMatchObject({ n: 11, agent: { workState: 'reserved' }, reservations: [aReservation()] });
    expect(after.gap).toBe(false);
  });
  it('replaces a reservation that it has, in its place', () => {
    const before = takeSnapshot(nothingKnown, aSnapshot({ reservations: [aReservation()] }));
    const after = takeDelta(before, delta({ reservation: aReservation({ state: 'accepted' }) }));
    expect(after.known!.reservations).toEqual([aReservation({ state: 'accepted' })]);
  });
  it('forgets a reservation that is gone', () => {
    const before = takeSnapshot(nothingKnown, aSnapshot({ reservations: [aReservation()] }));
    expect(takeDelta(before, delta({ gone: aReservation().reservation })).known!.reservations).toEqual([]);
  });

  it.each([
    ['a number that jumps', delta({ n: 13 })],
    ['a newer attachment', delta({ epoch: 2, n: 1 })],
  ])('sees a gap in %s, and changes nothing', (_situation, jumped) => {
    const after = takeDelta(known, { ...jumped, agent: anAgent({ status: 'break' }) });
    expect(after).toEqual({ known: known.known, gap: true });
    expect(takeDelta(after, delta({ n: 11 }))).toBe(after);
  });
  it.each([
    ['a repeat', delta({ n: 10 })],
    ['an old attachment', delta({ epoch: 0, n: 99 })],
    ['another session', delta({ session: 's-2' })],
  ])('ignores %s', (_situation, strange) => expect(takeDelta(known, strange)).toBe(known));
  it('ignores changes before the first snapshot', () => {
    expect(takeDelta(nothingKnown, delta({}))).toBe(nothingKnown);
  });

  it('closes a gap with a snapshot, but not with one older than what is known', () => {
    const broken = takeDelta(known, delta({ n: 13 }));
    expect(takeSnapshot(broken, aSnapshot({ n: 9 }))).toBe(broken);
    expect(takeSnapshot(broken, aSnapshot({ n: 13 })).gap).toBe(false);
  });
  it('takes the snapshot of a new session whatever its number', () => {
    expect(takeSnapshot(known, aSnapshot({ session: 's-2', n: 0, epoch: 0 })).known!.session).toBe('s-2');
  });
});
