import { describe, expect, it } from '@jest/globals';
import { placeAt, placesOf } from './places.js';

describe('places of the console', () => {
  it.each([
    [['agent'], ['desk']],
    [['team-lead'], ['live', 'recordings', 'report']],
    [['quality'], ['recordings', 'report']],
    [['it'], ['setup', 'admin']],
    [['head'], ['live', 'recordings', 'report', 'setup']],
    [
      ['agent', 'team-lead'],
      ['desk', 'live', 'recordings', 'report'],
    ],
  ] as const)('the menu of %j is %j', (roles, names) => {
    expect(placesOf([...roles]).map((place) => place.name)).toEqual(names);
  });
  it('finds a place and the rest of the path', () => {
    expect(placeAt('/recordings/a%2Fb')).toMatchObject({ place: { name: 'recordings' }, rest: ['a/b'] });
    expect(placeAt('/nowhere')).toBeUndefined();
  });
});
