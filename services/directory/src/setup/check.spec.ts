import { describe, expect, it } from '@jest/globals';
import type { FlowStep, QueueConfig } from '#common/contracts/directory.js';
import { demoSetup } from '../demo/demo.data.js';
import { check } from './check.js';
import { KINDS, type Kind, type Setup, withItem, withoutItem } from './setup.js';

const withFlow = (...steps: FlowStep[]): Setup => withItem(demoSetup, 'flows', { id: 'f', start: steps[0]!.id, steps });
const withQueue = (change: Partial<QueueConfig>): Setup =>
  withItem(demoSetup, 'queues', { ...demoSetup.queues[0]!, id: 'q', ...change });
const codes = (setup: Setup) => check(setup).map((p) => p.code.replace('DIRECTORY.', ''));
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
    expect(check(demoSetup)).toEqual([]);
    for (const kind of Object.keys(KINDS) as Kind[])
      for (const item of demoSetup[kind]) expect(KINDS[kind].safeParse(item).error).toBeUndefined();
  });

  it.each<[string, Setup, string[]]>([
    [
      'a start that does not exist',
      withItem(demoSetup, 'flows', { id: 'f', start: 'no', steps: [bye] }),
      ['UNKNOWN_STEP'],
    ],
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
    [
      'hours that end before they begin',
      withFlow({ ...hours, open: [{ days: [1], from: '18:00', to: '08:00' }] }, bye),
      ['BAD_HOURS'],
    ],
    ['an eighth day', withFlow({ ...hours, open: [{ days: [8], from: '08:00', to: '09:00' }] }, bye), ['BAD_HOURS']],
    ['an entry to a flow that is gone', withoutItem(demoSetup, 'flows', 'closed'), ['UNKNOWN_FLOW']],
    ['a queue in use taken away', withoutItem(demoSetup, 'queues', 'sales'), ['UNKNOWN_QUEUE', 'UNKNOWN_QUEUE']],
    ['a reservation without a time limit', withQueue({ ringMs: 0 }), ['BAD_QUEUE']],
    ['a negative wrap-up', withQueue({ wrapMs: -1 }), ['BAD_QUEUE']],
    ['a skill above the highest level', withQueue({ skills: { sales: 11 } }), ['BAD_QUEUE']],
  ])('%s', (_, setup, expected) => {
    expect(codes(setup)).toEqual(expected);
  });
});
