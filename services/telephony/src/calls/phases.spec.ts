import { describe, expect, it } from '@jest/globals';
import { CALL_PHASES } from '#common/contracts/words.js';
import { leadsTo } from './phases.js';

describe('phases of a call', () => {
  it.each([
    ['arriving', 'greets', 'greeting'],
    ['queue', 'offered', 'ringing'],
    ['ringing', 'rang-out', 'queue'],
    ['ringing', 'answered', 'talk'],
    ['talk', 'handed-over', 'transfer'],
    ['transfer', 'queued', 'queue'],
    ['talk', 'offered', undefined],
    ['greeting', 'answered', undefined],
    ['ended', 'queued', undefined],
    ['ended', 'ended', undefined],
  ] as const)('%s -[%s]-> %s', (from, event, to) => {
    expect(leadsTo(from, event)).toBe(to);
  });

  it('can end everywhere but at the end', () => {
    for (const phase of CALL_PHASES) expect(leadsTo(phase, 'ended')).toBe(phase === 'ended' ? undefined : 'ended');
  });
});
