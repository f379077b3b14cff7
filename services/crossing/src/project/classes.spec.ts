import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { deskSnapshot } from '#common/contracts/edge.js';
import { type DataClass, dictionary, list, nullable, op, optional, personal, shape } from '#common/contracts/fields.js';
import { classCounter } from './classes.js';

const counted = (schema: z.ZodType, value: unknown) => {
  const counts = new Map<DataClass, number>();
  classCounter(schema)(value, counts);
  return Object.fromEntries(counts);
};

describe('fields by class', () => {
  it.each([
    ['a field', shape({ at: op.time('when') }), { at: 1 }, { operational: 1 }],
    [
      'two classes',
      shape({ at: op.time('when'), name: personal.text('name') }),
      { at: 1, name: 'x' },
      { operational: 1, personal: 1 },
    ],
    ['an optional field that is absent', shape({ at: optional(op.time('when')) }), {}, {}],
    ['a null, which tells something too', shape({ at: nullable(op.time('when')) }), { at: null }, { operational: 1 }],
    ['a list', shape({ names: list(personal.text('name')) }), { names: ['a', 'b', 'c'] }, { personal: 3 }],
    ['a map', shape({ levels: dictionary(op.int('level')) }), { levels: { a: 1, b: 2 } }, { operational: 2 }],
    [
      'a shape that may be null',
      shape({ who: nullable(shape({ name: personal.text('name') })) }),
      { who: { name: 'x' } },
      { personal: 1 },
    ],
  ])('%s', (_, schema, value, expected) => {
    expect(counted(schema, value)).toEqual(expected);
  });

  it('a field without a class is an error before the first message', () => {
    expect(() => classCounter(z.strictObject({ at: z.number() }))).toThrow('at of a contract has no data class');
  });

  it('every field of the edge contract has one', () => {
    expect(() => classCounter(deskSnapshot)).not.toThrow();
  });
});
