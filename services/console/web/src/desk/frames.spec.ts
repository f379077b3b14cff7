import { describe, expect, it } from '@jest/globals';
import { deskDelta, deskSnapshot } from '#common/contracts/edge.js';
import { aReservation, aSnapshot } from './examples.js';
import { deltaForm, readFrame, snapshotForm } from './frames.js';

const delta = { session: 's-1', epoch: 1, n: 11 };
const mend = (change: object) => ({ ...aSnapshot(), ...change });

describe('forms of the page against the contract', () => {
  it.each<[string, unknown]>([
    ['a full one', aSnapshot({ reservations: [aReservation()] })],
    ['an unknown key', mend({ html: '<b>' })],
    ['an unknown key within', mend({ agent: { ...aSnapshot().agent, name: 'Anna' } })],
    ['a missing key', mend({ agent: undefined })],
    ['an unknown word', mend({ agent: { ...aSnapshot().agent, status: 'asleep' } })],
    ['a broken number', mend({ n: 1.5 })],
    ['a text for a number', mend({ n: '1' })],
    ['a time before 1970', mend({ at: -1 })],
    ['markup as id', mend({ session: '<img src=x>' })],
    ['too many', mend({ reservations: Array.from({ length: 51 }, () => aReservation()) })],
    ['a list as object', []],
    ['nothing', null],
  ])('snapshot: %s', (_situation, value) => {
    expect(snapshotForm(value)).toBe(deskSnapshot.safeParse(value).success);
  });
  it.each<[string, unknown]>([
    ['a bare one', delta],
    ['with a reservation', { ...delta, reservation: aReservation() }],
    ['with what is gone', { ...delta, gone: aReservation().reservation }],
    ['null where a thing may be absent', { ...delta, gone: null }],
    ['a reservation of a wrong form', { ...delta, reservation: { ...aReservation(), reservation: 'r1' } }],
  ])('delta: %s', (_situation, value) => {
    expect(deltaForm(value)).toBe(deskDelta.safeParse(value).success);
  });
});

describe('reading a frame', () => {
  it('gives what is of the contract', () => {
    expect(readFrame(JSON.stringify({ t: 'delta', delta }))).toEqual({ t: 'delta', delta });
    expect(readFrame('{"t":"heartbeat","at":5,"n":1}')).toEqual({ t: 'heartbeat', at: 5, n: 1 });
  });
  it.each([['{'], ['null'], ['[]'], ['{"t":"toString"}'], ['{"t":"bye","code":"a b"}'], [new ArrayBuffer(1)]])(
    'ignores %s',
    (data) => expect(readFrame(data)).toBeUndefined(),
  );
});
