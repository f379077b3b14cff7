import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { BlindIndex, PersonKey } from './person-key.js';

const master = randomBytes(32);

describe('the key of a person', () => {
  const key = PersonKey.create('main/p1');

  it('opens what it sealed, also after it was wrapped and unwrapped', () => {
    const sealed = key.sealText('note', 'Ćma — заметка');
    expect(PersonKey.unwrap(master, key.wrappedBy(master), 'main/p1').openText('note', sealed)).toBe('Ćma — заметка');
  });

  it('seals the same text differently each time and shows nothing of it', () => {
    const [a, b] = [key.sealText('note', 'canary'), key.sealText('note', 'canary')];
    expect(a.equals(b)).toBe(false);
    expect(a.includes('canary')).toBe(false);
  });

  it.each<[string, () => unknown]>([
    ['as another field', () => key.openText('name', key.sealText('note', 'x'))],
    ['with another person’s key', () => PersonKey.create('main/p1').openText('note', key.sealText('note', 'x'))],
    ['wrapped for another person', () => PersonKey.unwrap(master, key.wrappedBy(master), 'main/p2')],
    ['under another master key', () => PersonKey.unwrap(randomBytes(32), key.wrappedBy(master), 'main/p1')],
    [
      'with one bit changed',
      () => {
        const sealed = key.sealText('note', 'x');
        sealed[20]! ^= 1;
        return key.openText('note', sealed);
      },
    ],
    ['cut short', () => key.openText('note', key.sealText('note', 'x').subarray(0, 20))],
  ])('does not open %s', (_, attempt) => expect(attempt).toThrow());
});

describe('the blind index', () => {
  const index = new BlindIndex(master);
  it('finds the same identity again, within its tenant alone', () => {
    expect(index.of('a', 'e164:1')).toEqual(new BlindIndex(master).of('a', 'e164:1'));
    expect(index.of('a', 'e164:1')).not.toEqual(index.of('b', 'e164:1'));
    expect(index.of('a', 'e164:1')).not.toEqual(new BlindIndex(randomBytes(32)).of('a', 'e164:1'));
  });
});
