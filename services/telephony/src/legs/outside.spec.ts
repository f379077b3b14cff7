import { describe, expect, it } from '@jest/globals';
import type { Config } from '../config.js';
import type { Tenant } from '../tenant/tenant.js';
import { Outside } from './outside.js';

const tenant = { hasEntry: (number: string) => number === '1000' } as unknown as Tenant;
const outside = (dialPrefixes: string[], trunk: string | undefined = 'trunk') =>
  new Outside({ trunk, dialPrefixes } as unknown as Config, tenant);

describe('what may be dialled outside', () => {
  it.each([
    ['any number, when none is shut out', [], '+48600100200', 'PJSIP/+48600100200@trunk'],
    ['a number of an open country', ['+48', '+7'], '+48600100200', 'PJSIP/+48600100200@trunk'],
    ['no number of another', ['+48', '+7'], '+9001234567', undefined],
    ['an own entry whatever is open', ['+48'], '1000', 'Local/1000@from-outside'],
    ['nothing that bends a dial string', [], '600@elsewhere', undefined],
    ['nothing with an option behind it', [], '600,,G(x)', undefined],
  ])('%s', (_, prefixes, number, expected) => {
    expect(outside(prefixes).endpointOf(number)).toBe(expected);
  });
  it('nothing without a trunk', () => expect(outside([], '').endpointOf('+48600100200')).toBeUndefined());
});
