import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { identityOf, type Numbering } from './identity.js';

const poland: Numbering = { country: '48' };
const germany: Numbering = { country: '49', trunk: '0' };
const keyOf = (value: string, site?: Numbering) => {
  const identity = identityOf('phone', value, site);
  return identity.kind === 'anonymous' ? 'anonymous' : identity.key;
};

describe('reading a caller’s number', () => {
  it.each<[string, string, Numbering | undefined, string]>([
    ['written internationally', '+48 (22) 123-45-67', undefined, 'e164:48221234567'],
    ['as a SIP address', 'sip:+48221234567@trunk.example;user=phone', undefined, 'e164:48221234567'],
    ['with a display name', '"Eva" <sip:+48221234567@x>', undefined, 'e164:48221234567'],
    ['as a tel URI', 'tel:+48-22-123-45-67', undefined, 'e164:48221234567'],
    ['00 where the country is not known: not guessed', '0048221234567', undefined, 'local:0048221234567'],
    ['00 where it is known', '0048221234567', poland, 'e164:48221234567'],
    ['national, country not known: not guessed', '221234567', undefined, 'local:221234567'],
    ['national in Poland', '22 123 45 67', poland, 'e164:48221234567'],
    ['national with a trunk prefix', '030 1234567', germany, 'e164:49301234567'],
    ['without the trunk prefix it is not a whole national number', '1234567', germany, 'local:1234567'],
    ['an extension', '1000', poland, 'local:1000'],
    ['more digits than any number has', '+1234567890123456', undefined, 'local:+1234567890123456'],
    ['a plus and a zero', '+0221234567', undefined, 'local:+0221234567'],
    ['a name in place of a number', 'sipp', undefined, 'address:sipp'],
    ['the same in capitals', 'sip:SIPP@10.0.0.1:5060', undefined, 'address:sipp'],
    ['withheld', 'Anonymous', undefined, 'anonymous'],
    ['anonymous@anonymous.invalid', 'sip:anonymous@anonymous.invalid', undefined, 'anonymous'],
    ['empty', ' ', undefined, 'anonymous'],
  ])('%s', (_, value, site, key) => expect(keyOf(value, site)).toBe(key));

  it('is the same however often it is read', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), (value) => {
        const once = identityOf('phone', value, poland);
        if (once.kind === 'anonymous' || !once.number) return;
        const again = identityOf('phone', once.number, poland);
        expect(again).toMatchObject({ kind: 'phone', key: once.key });
      }),
    );
  });

  it('never makes one key of two different international numbers', () => {
    const number = fc.stringMatching(/^\+[1-9][0-9]{6,14}$/);
    fc.assert(fc.property(number, number, (a, b) => expect(keyOf(a) === keyOf(b)).toBe(a === b)));
  });

  it('knows a web visitor by her id alone', () => {
    expect(identityOf('web', 'v-123')).toEqual({ kind: 'web', key: 'web:v-123', number: null });
    expect(identityOf('web', '')).toEqual({ kind: 'anonymous' });
  });
});
