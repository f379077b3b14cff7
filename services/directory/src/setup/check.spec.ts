import { describe, expect, it } from '@jest/globals';
import type { FlowStep, OverflowRule, QueueConfig } from '#common/contracts/directory.js';
import { demoSetup, demoUsers } from '../demo/demo.data.js';
import { check, newIn } from './check.js';
import { put } from './diff.js';
import { type AgentWork, PARTS, partNames, type Whole } from './setup.js';

const demo: Whole = {
  ...demoSetup,
  agents: demoUsers
    .filter((u) => u.roles.includes('agent'))
    .map(({ user: id, team, skills, languages }) => ({ id, team, skills: { ...skills }, languages: [...languages] })),
};
const withFlow = (...steps: FlowStep[]): Whole => put(demo, 'flows', 'f', { id: 'f', start: steps[0]!.id, steps });
const withQueue = (change: Partial<QueueConfig>): Whole =>
  put(demo, 'queues', 'q', { ...demo.queues[0]!, id: 'q', name: 'Q', ...change });
const withAgent = (change: Partial<AgentWork>): Whole => put(demo, 'agents', 'anna', { ...demo.agents[0]!, ...change });
const toQueue = (queueId: string): OverflowRule => ({ when: 'waited', over: 60_000, to: { do: 'queue', queueId } });
const open = (...spans: [days: number[], from: string, to: string][]) => ({
  hours: { timeZone: 'Europe/Warsaw', open: spans.map(([days, from, to]) => ({ days, from, to })), holidays: [] },
});
const codes = (setup: Whole) => check(setup).map((p) => p.code.replace('DIRECTORY.', ''));
const bye: FlowStep = { id: 'bye', do: 'hangup' };
const hours: FlowStep = {
  id: 'a',
  do: 'hours',
  timeZone: 'Europe/Warsaw',
  open: [{ days: [1, 2, 3, 4, 5], from: '08:00', to: '24:00' }],
  next: 'bye',
  closedNext: 'bye',
};

describe('the check of a set-up', () => {
  it('finds nothing wrong with the demonstration, whose items have the form they must have', () => {
    expect(check(demo)).toEqual([]);
    for (const part of partNames)
      for (const item of part === 'agents' ? [] : demo[part]) expect(PARTS[part].safeParse(item).error).toBeUndefined();
  });

  it.each<[string, Whole, string[]]>([
    ['a start that does not exist', put(demo, 'flows', 'f', { id: 'f', start: 'no', steps: [bye] }), ['UNKNOWN_STEP']],
    ['a step that leads nowhere', withFlow({ id: 'a', do: 'message', prompt: 'p', next: 'no' }), ['UNKNOWN_STEP']],
    [
      'a menu key that leads nowhere',
      withFlow({ id: 'a', do: 'menu', prompt: 'p', keys: { 1: 'no' }, next: 'bye' }, bye),
      ['UNKNOWN_STEP'],
    ],
    ['a queue nobody made', withFlow({ id: 'a', do: 'queue', queueId: 'no' }), ['UNKNOWN_QUEUE']],
    ['a queue step without its queue', withFlow({ id: 'a', do: 'queue' }), ['STEP_INCOMPLETE']],
    [
      'a greeting without a prompt and way on',
      withFlow({ id: 'a', do: 'greeting' }),
      ['STEP_INCOMPLETE', 'STEP_INCOMPLETE'],
    ],
    [
      'a menu without keys',
      withFlow({ id: 'a', do: 'menu', prompt: 'p', keys: {}, next: 'bye' }, bye),
      ['STEP_INCOMPLETE'],
    ],
    [
      'a key no phone has',
      withFlow({ id: 'a', do: 'menu', prompt: 'p', keys: { 12: 'bye' }, next: 'bye' }, bye),
      ['BAD_KEY'],
    ],
    [
      'a language nobody speaks here',
      withFlow({ id: 'a', do: 'language', prompt: 'p', keys: { 1: 'xx' }, next: 'bye' }, bye),
      ['UNKNOWN_LANGUAGE'],
    ],
    ['one id for two steps', withFlow(bye, bye), ['STEP_TWICE']],
    [
      'messages in a circle',
      withFlow({ id: 'a', do: 'message', prompt: 'p', next: 'b' }, { id: 'b', do: 'message', prompt: 'p', next: 'a' }),
      ['ENDLESS_FLOW', 'ENDLESS_FLOW'],
    ],
    ['opening hours', withFlow(hours, bye), []],
    ['an unknown time zone', withFlow({ ...hours, timeZone: 'Mars/Olympus' }, bye), ['BAD_HOURS']],
    ['hours past midnight', withFlow({ ...hours, open: [{ days: [1], from: '18:00', to: '08:00' }] }, bye), []],
    [
      'hours that are no clock time',
      withFlow({ ...hours, open: [{ days: [1], from: '8', to: '25:00' }] }, bye),
      ['BAD_HOURS'],
    ],
    ['an eighth day', withFlow({ ...hours, open: [{ days: [8], from: '08:00', to: '09:00' }] }, bye), ['BAD_HOURS']],
    ['an entry to a flow that is gone', put(demo, 'flows', 'closed', null), ['UNKNOWN_FLOW']],
    ['a queue in use taken away', put(demo, 'queues', 'sales', null), ['UNKNOWN_QUEUE', 'UNKNOWN_QUEUE']],
    ['a reservation without a time limit', withQueue({ ringMs: 0 }), ['BAD_QUEUE']],
    ['a negative wrap-up', withQueue({ wrapMs: -1 }), ['BAD_QUEUE']],
    ['a skill above the highest level', withQueue({ skills: { sales: 11 } }), ['BAD_QUEUE', 'NOBODY_CAN_SERVE']],
    ['an expression that cannot be read', withQueue({ requires: 'sales >= ' }), ['BAD_EXPRESSION']],
    ['a ring that cannot be read', withQueue({ relax: [{ afterMs: 1, requires: 'or' }] }), ['BAD_EXPRESSION']],
    [
      'rings out of their order',
      withQueue({
        requires: 'sales >= 5',
        relax: [
          { afterMs: 9000, requires: 'sales' },
          { afterMs: 9000, requires: 'anyone' },
        ],
      }),
      ['BAD_QUEUE'],
    ],
    ['a team nobody made', withQueue({ teams: ['night'] }), ['UNKNOWN_TEAM']],
    ['a queue that is never open', withQueue(open()), ['NEVER_OPEN']],
    ['hours one after the other', withQueue(open([[1, 2], '08:00', '12:00'], [[1], '12:00', '18:00'])), []],
    ['hours that overlap', withQueue(open([[1, 2], '08:00', '12:00'], [[2], '11:59', '18:00'])), ['OVERLAPPING_HOURS']],
    [
      'a night that reaches into the morning',
      withQueue(open([[7], '22:00', '06:00'], [[1], '05:00', '09:00'])),
      ['OVERLAPPING_HOURS'],
    ],
    ['one day twice in a line', withQueue(open([[3, 3], '08:00', '09:00'])), ['OVERLAPPING_HOURS']],
    [
      'a holiday that no calendar has, and one twice',
      withQueue({
        hours: { ...open([[1], '08:00', '09:00']).hours, holidays: ['2026-02-30', '2026-12-25', '2026-12-25', '1.5.'] },
      }),
      ['BAD_HOLIDAY', 'HOLIDAY_TWICE', 'BAD_HOLIDAY'],
    ],
    ['an overflow into nothing', withQueue({ overflow: [toQueue('no')] }), ['UNKNOWN_QUEUE']],
    ['an overflow into itself', withQueue({ overflow: [toQueue('q')] }), ['OVERFLOW_CYCLE']],
    ['an overflow at no time', withQueue({ overflow: [{ ...toQueue('sales'), over: 0 }] }), ['BAD_OVERFLOW']],
    [
      'an overflow to no number',
      withQueue({ overflow: [{ when: 'nobody', over: 0, to: { do: 'number', number: '+49 (0)30' } }] }),
      ['BAD_NUMBER'],
    ],
    ['a number with letters', put(demo, 'entries', '10a', { number: '10a', flowId: 'welcome' }), ['BAD_NUMBER']],
    ['two queues of one name', withQueue({ name: ' sales' }), ['NAME_TWICE']],
    ['an agent who may take nothing', withAgent({ capacity: { voice: 0, chat: 0 } }), ['NO_CAPACITY']],
    ['a capacity below nothing', withAgent({ capacity: { voice: -1, chat: 1 } }), ['BAD_CAPACITY']],
    ['a medium nobody knows', withAgent({ capacity: { pigeon: 1 } }), ['UNKNOWN_MEDIUM']],
    ['an agent of no team', withAgent({ team: 'night' }), ['UNKNOWN_TEAM']],
    ['an order with a queue that is gone', withAgent({ queueOrder: ['sales', 'no'] }), ['UNKNOWN_QUEUE']],
    ['a queue nobody can serve and nobody comes to', withQueue({ requires: 'chinese' }), ['NOBODY_CAN_SERVE']],
  ])('%s', (_, setup, expected) => {
    expect(codes(setup)).toEqual(expected);
  });

  it('tells a circle of overflows once, with the way round', () => {
    const [sales, support] = demo.queues;
    const round = put(put(demo, 'queues', 'sales', { ...sales, overflow: [toQueue('support')] }), 'queues', 'support', {
      ...support,
      overflow: [toQueue('sales')],
    });
    expect(check(round).map(({ code, detail }) => [code, detail])).toEqual([
      ['DIRECTORY.OVERFLOW_CYCLE', expect.stringMatching(/(sales → support → sales|support → sales → support)/)],
    ]);
  });

  it.each<[string, Whole, string, string]>([
    ['by a number', { ...demo, agents: [] }, 'error', 'the number 1000'],
    [
      'by an overflow',
      put(withQueue({ requires: 'chinese' }), 'queues', 'sales', { ...demo.queues[0], overflow: [toQueue('q')] }),
      'error',
      'the overflow of sales',
    ],
    ['by nothing', withQueue({ requires: 'chinese' }), 'warning', 'No number leads here'],
  ])('a queue nobody can serve, reached %s', (_, whole, weight, says) => {
    const [found] = check(whole);
    expect(found).toMatchObject({ code: 'DIRECTORY.NOBODY_CAN_SERVE', weight });
    expect(found!.detail).toContain(says);
  });

  it('counts whoever can serve after a wait, and not who may take nothing', () => {
    expect(codes(withQueue({ requires: 'chinese', relax: [{ afterMs: 30_000, requires: 'sales' }] }))).toEqual([]);
    const idle = { ...demo, agents: [{ ...demo.agents[0]!, capacity: { voice: 0 } }] };
    expect(codes(idle)).toEqual(['NO_CAPACITY', 'NOBODY_CAN_SERVE', 'NOBODY_CAN_SERVE']);
  });

  it('blames a change for what it made wrong alone', () => {
    const before = check({ ...demo, agents: [] });
    const after = check({ ...withQueue({ ringMs: 0 }), agents: [] });
    expect(newIn(after, before).map((p) => [p.code, p.path])).toEqual([
      ['DIRECTORY.BAD_QUEUE', '/queues/q/ringMs'],
      ['DIRECTORY.NOBODY_CAN_SERVE', '/queues/q/skills'],
    ]);
  });
});
