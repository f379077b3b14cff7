import { describe, expect, it } from '@jest/globals';
import { readPlaces, usualPlaces } from './places.mjs';

const read = (own) => readPlaces({ SPILLWAY_PRIORITIES: own });

describe('places in the queue for the processor', () => {
  it('whoever decides comes before audio, and both before desktops and reports', () => {
    const placeOf = readPlaces({});
    expect(placeOf('routing').realtime).toBeGreaterThan(placeOf('asterisk').realtime);
    expect(placeOf('agent').realtime).toBeUndefined();
    expect(placeOf('agent').nice).toBeLessThan(placeOf('reporting').nice);
    expect(placeOf('console')).toEqual({ nice: 0 });
  });

  it('are read as they are written', () => {
    expect(read(usualPlaces())('telephony')).toEqual(readPlaces({})('telephony'));
    expect(read('asterisk=rt5, reporting=19')('asterisk')).toEqual({ realtime: 5, nice: -5 });
    expect(read('asterisk=rt5, reporting=19')('routing')).toEqual({ nice: 0 });
  });

  it.each(['asterisk', 'asterisk=', 'asterisk=20', 'asterisk=-21', 'asterisk=rt0', 'asterisk=rt100', '=3'])(
    '%s is refused with what was expected',
    (own) => expect(() => read(own)).toThrow(/SPILLWAY_PRIORITIES has .* expected name=nice/),
  );
});
