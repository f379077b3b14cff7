import { describe, expect, it } from '@jest/globals';
import { choicesOf, numberIn, type Targets } from './targets.js';

const targets: Targets = {
  agents: [
    { id: 'a1', name: 'Łukasz Żak', state: 'busy' },
    { id: 'a2', name: 'Ben', state: 'free' },
    { id: 'a3', name: 'Anna', state: 'free' },
  ],
  queues: [{ id: 'q1', name: 'Sales', waiting: 2 }],
};
const found = (typed: string) => choicesOf(targets, typed).map(({ name }) => name);

describe('where a call can go', () => {
  it.each([
    ['', ['Anna', 'Ben', 'Łukasz Żak', 'Sales']],
    ['lukasz', ['Łukasz Żak']],
    ['SAL', ['Sales']],
    ['nobody', []],
    ['+48 601-123 456', ['+48601123456']],
  ])('typing "%s" finds %j', (typed, names) => expect(found(typed)).toEqual(names));
  it.each([
    ['1000', '1000'],
    ['(22) 123.45.67', '221234567'],
    ['1', undefined],
    ['sip:x@y', undefined],
    ['1'.repeat(21), undefined],
  ])('%s is the number %s', (typed, number) => expect(numberIn(typed)).toBe(number));
});
