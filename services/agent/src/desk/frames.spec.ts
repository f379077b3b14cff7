import { randomUUID } from 'node:crypto';
import { expect, it } from '@jest/globals';
import { readFrame } from './frames.js';

const read = (value: unknown) =>
  readFrame(Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)), false);
const command = { id: randomUUID(), deadline: 1, session: 's', epoch: 1, verb: 'reject', reservation: randomUUID() };

it.each([
  ['a beat', { t: 'beat' }, { t: 'beat' }],
  ['a command', { t: 'command', command }, { t: 'command', command }],
  ['no JSON', '{', 'not-json'],
  ['nothing', '', 'not-json'],
  ['a number', '7', 'malformed'],
  ['null', 'null', 'malformed'],
  ['a list', '[]', 'malformed'],
  ['an unknown kind', { t: 'admin' }, 'malformed'],
  ['a key too many', { t: 'beat', note: 'x' }, 'malformed'],
  ['free text in a command', { t: 'command', command: { ...command, note: 'call her back' } }, 'malformed'],
  ['markup for an id', { t: 'command', command: { ...command, session: '<b>s</b>' } }, 'malformed'],
  ['an unknown verb', { t: 'command', command: { ...command, verb: 'delete' } }, 'malformed'],
  ['a prototype', '{"t":"beat","__proto__":{"a":1}}', 'malformed'],
])('%s', (_, value, expected) => {
  expect(read(value)).toEqual(expected);
});

it('binary data', () => {
  expect(readFrame(Buffer.from([1]), true)).toBe('binary');
});
