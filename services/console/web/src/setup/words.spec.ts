import { describe, expect, it } from '@jest/globals';
import { text } from '../i18n/i18n.js';
import { fieldName, placeText, valueText } from './words.js';

const names = { agents: { a1: 'Anna' }, queues: { sales: 'Sales' }, dispositions: {}, teams: {} };

describe('a set-up in words', () => {
  it.each([
    ['/ringMs', 15_000, '15 s'],
    ['/record', true, 'Yes'],
    ['/requires', undefined, '–'],
    ['/strategy', 'longest-idle', 'idle longest'],
    ['/teams', ['day', 'night'], 'day; night'],
    ['/relax', [{ afterMs: 60_000, requires: 'sales' }], 'after 60 s: sales'],
    [
      '/overflow',
      [
        { when: 'length', over: 20, to: { do: 'queue', queueId: 'support' } },
        { when: 'waited', over: 90_000, to: { do: 'callback' } },
        { when: 'closed', over: 0, to: { do: 'hangup', prompt: 'closed' } },
      ],
      'the line is long > 20: another queue support; she has waited 90 s: offer a callback; it is closed: say something, hang up closed',
    ],
  ])('%s %j', (path, value, said) => expect(valueText(path, value, text)).toBe(said));

  it('names fields and places', () => {
    expect(fieldName('/callback/retryMs')).toBe('Callback › Between attempts');
    expect(placeText('/queues/sales/ringMs', names)).toBe('Queue Sales, Rings at an agent for');
    expect(placeText('/agents/a1/skills/b2b', names)).toBe('Agent Anna, Skills › b2b');
  });
});
