import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { announce, LAST_POSITION, MINUTE_STEPS, type Standing, type Told } from './announcement.js';

const both = { position: true, estimate: true };
const min = (n: number) => n * 60_000;
const at = (position: number, wait?: [number, number], also: Partial<Standing> = {}): Standing => ({
  waiting: true,
  queueId: 'sales',
  position,
  ahead: position - 1,
  present: 5,
  ...(wait ? { estimate: { p50: min(wait[0]), p90: min(wait[1]) } } : {}),
  ...also,
});
/** What is said when she stands here after having stood there. */
const after = (...standings: Standing[]) => {
  let told: Told | undefined;
  let said: readonly string[] = [];
  for (const standing of standings) ({ told, prompts: said } = announce(both, standing, told));
  return said;
};

describe('what a caller is told', () => {
  it.each<[string, Standing[], string[]]>([
    ['is her place and the wait', [at(3, [5, 9])], ['position-3', 'wait-from-5', 'wait-to-10']],
    ['is that she is next', [at(1, [0.5, 1])], ['next', 'wait-up-to-1']],
    ['is one number when both ends are the same', [at(2, [4, 4])], ['position-2', 'wait-4']],
    ['is no exact place far behind', [at(21, [30, 61])], ['position-many', 'wait-long']],
    ['is no wait that nobody knows', [at(4)], ['position-4']],
    ['is better news without a word more', [at(4, [5, 10]), at(2, [3, 6])], ['position-2', 'wait-from-3', 'wait-to-6']],
    ['is no longer wait of which nobody knows the cause', [at(4, [5, 10]), at(4, [8, 15])], ['position-4']],
    [
      'is a longer wait because an agent left',
      [at(4, [5, 10]), at(4, [8, 15], { present: 4 })],
      ['worse-agent-left', 'position-4', 'wait-from-8', 'wait-to-15'],
    ],
    [
      'is a longer wait because an agent left before it became longer',
      [at(4, [5, 10]), at(4, undefined, { present: 4 }), at(4, [8, 15], { present: 4 })],
      ['worse-agent-left', 'position-4', 'wait-from-8', 'wait-to-15'],
    ],
    [
      'is a later place because others are back',
      [at(2, [5, 10]), at(3, [5, 10])],
      ['worse-older-places', 'position-3', 'wait-from-5', 'wait-to-10'],
    ],
    [
      'is another line',
      [at(1, [1, 2]), at(6, [8, 12], { queueId: 'support' })],
      ['worse-other-line', 'position-6', 'wait-from-8', 'wait-to-12'],
    ],
    [
      'is no later beginning of a wait that ends as before',
      [at(4, [3, 10]), at(3, [6, 10])],
      ['position-3', 'wait-from-3', 'wait-to-10'],
    ],
  ])('%s', (_, standings, prompts) => {
    expect(after(...standings)).toEqual(prompts);
  });

  it('is that she keeps her place, when neither shall be said', () => {
    expect(announce({ position: false, estimate: false }, at(3, [1, 2]), undefined).prompts).toEqual(['waiting']);
  });

  it('never gets worse without its cause, whatever happens to the line', () => {
    const standing = fc.record({
      position: fc.integer({ min: 1, max: 25 }),
      p50: fc.option(fc.integer({ min: 0, max: min(70) }), { nil: undefined }),
      more: fc.integer({ min: 0, max: min(20) }),
      present: fc.integer({ min: 0, max: 5 }),
      queueId: fc.constantFrom('sales', 'sales', 'sales', 'support'),
    });
    const wishes = fc.record({ position: fc.boolean(), estimate: fc.boolean() });
    fc.assert(
      fc.property(wishes, fc.array(standing, { minLength: 2, maxLength: 12 }), (w, line) => {
        let told: Told | undefined;
        const nothing = { position: 1000, from: 1000, to: 1000 };
        let heard = { ...nothing };
        for (const { position, p50, more, present, queueId } of line) {
          const estimate = p50 === undefined ? {} : { estimate: { p50, p90: p50 + more } };
          const now = announce(
            w,
            { waiting: true, queueId, position, ahead: position - 1, present, ...estimate },
            told,
          );
          told = now.told;
          // Of another line she has heard nothing yet.
          if (now.causes.includes('other-line')) heard = { ...nothing };
          for (const what of ['position', 'from', 'to'] as const) {
            const value = now[what];
            if (value === null) continue;
            if (value > heard[what]) expect(now.prompts[0]).toMatch(/^worse-/);
            heard[what] = value;
          }
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('has a prompt in every language, whatever it is', async () => {
    const module: string = '../../../../deploy/engines/waiting-prompts.mjs';
    const made = (await import(module)) as {
      waitingPrompts: (language: string) => Record<string, string>;
      MINUTE_STEPS: number[];
      LAST_POSITION: number;
    };
    expect([made.MINUTE_STEPS, made.LAST_POSITION]).toEqual([MINUTE_STEPS, LAST_POSITION]);
    const there = new Set([...Object.keys(made.waitingPrompts('ru')), 'next', 'waiting']);
    const anywhere = fc.record({ position: fc.nat(60), p50: fc.nat(min(80)), more: fc.nat(min(80)) });
    fc.assert(
      fc.property(anywhere, ({ position, p50, more }) => {
        const here = at(position + 1, undefined, { estimate: { p50, p90: p50 + more } });
        for (const prompt of announce(both, here, undefined).prompts) expect(there).toContain(prompt);
      }),
    );
    for (const cause of ['agent-left', 'older-places', 'other-line']) expect(there).toContain(`worse-${cause}`);
  });
});
