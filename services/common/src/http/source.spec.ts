import { describe, expect, it } from '@jest/globals';
import { sourceOf } from './source.js';

describe('the source that a limit counts', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['2001:db8:0:1:aaaa:bbbb:cccc:dddd', '2001:db8:0:1'],
    ['2001:0DB8:0000:0001::9', '2001:db8:0:1'],
    ['2001:db8::1', '2001:db8:0:0'],
    ['fe80::1%eth0', 'fe80:0:0:0'],
    ['127.0.0.1', undefined],
    ['127.8.9.10', undefined],
    ['::ffff:127.0.0.1', undefined],
    ['::1', undefined],
    ['127.0.0.1.example', '127.0.0.1.example'],
  ])('of %s is %s', (address, source) => expect(sourceOf(address)).toBe(source));
});
