import { describe, expect, it } from '@jest/globals';
import { ownerOf } from './prefixes.js';

describe('which service owns a path', () => {
  it.each([
    ['/api/v1/sessions', 'directory'],
    ['/api/v1/sessions/refresh', 'directory'],
    ['/api/v1/desk/sessions/s1/ticket', 'directory'],
    ['/api/v1/names?x=1', 'directory'],
    ['/api/v1/config/versions/3/return', 'directory'],
    ['/api/v1/desk/names?place=site', 'customers'],
    ['/api/v1/desk/targets', 'routing'],
    ['/api/v1/desk/reservations/r1/transfer', 'routing'],
    ['/api/v1/desk/reservations/r1/mask', 'recording'],
    ['/api/v1/desk/reservations/r1/wrap-up', 'customers'],
    ['/api/v1/live', 'routing'],
    ['/api/v1/routing/explain/i1', 'routing'],
    ['/api/v1/call-us/sessions', 'telephony'],
    ['/api/v1/recordings/1/audio', 'recording'],
    ['/api/v1/reports/intervals.csv', 'reporting'],
    ['/api/v1/reports/intervals?from=1', 'reporting'],
  ])('%s → %s', (url, owner) => {
    expect(ownerOf(url)).toBe(owner);
  });

  it.each(['/api/v2/sessions', '/api/v1/', '/api/v1/__proto__', '/api/v1/desk', '/api/v1/desk/reservations/r1'])(
    'nobody owns %s',
    (url) => expect(ownerOf(url)).toBeUndefined(),
  );
});
