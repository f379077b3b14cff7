import { describe, expect, it } from '@jest/globals';
import type { Flow } from '#common/contracts/directory.js';
import { begin, type FlowEvent, next } from './next.js';

const flow: Flow = {
  id: 'f',
  start: 'hours',
  steps: [
    {
      id: 'hours',
      do: 'hours',
      timeZone: 'Europe/Warsaw',
      open: [{ days: [1, 2, 3, 4, 5], from: '08:00', to: '18:00' }],
      next: 'hello',
      closedNext: 'sorry',
    },
    { id: 'hello', do: 'greeting', prompt: 'welcome', notice: true, next: 'menu' },
    {
      id: 'menu',
      do: 'menu',
      prompt: 'menu',
      keys: { '1': 'sales', '9': 'lang' },
      tries: 2,
      waitMs: 4000,
      next: 'sales',
    },
    { id: 'lang', do: 'language', prompt: 'language', keys: { '2': 'pl' }, next: 'menu' },
    { id: 'sales', do: 'queue', queueId: 'sales', priority: 3 },
    { id: 'sorry', do: 'message', prompt: 'closed', next: 'bye' },
    { id: 'bye', do: 'hangup' },
  ],
};
/** A Monday at noon in Warsaw, and a Sunday. */
const OPEN = Date.UTC(2026, 10, 23, 11);
const CLOSED = Date.UTC(2026, 10, 22, 11);

/** The acts of the last of these events, and where the caller is then. */
function follow(events: FlowEvent[], now = OPEN) {
  let turn = begin(flow, now);
  for (const event of events) turn = next(flow, turn.position, event, now);
  return { acts: turn.acts, step: turn.position.step };
}
const spoken: FlowEvent = { type: 'spoken' };
const key = (k: string): FlowEvent => ({ type: 'key', key: k });
const noKey: FlowEvent = { type: 'no-key' };

describe('a flow', () => {
  it.each<[string, FlowEvent[], object]>([
    [
      'begins with the greeting when the house is open',
      [],
      {
        step: 'hello',
        acts: [
          { do: 'choose', step: 'hours', choice: 'open' },
          { do: 'enter', phase: 'greeting', step: 'hello' },
          { do: 'speak', prompt: 'welcome' },
        ],
      },
    ],
    [
      'counts the notice once its prompt is over',
      [spoken],
      {
        step: 'menu',
        acts: [
          { do: 'notice', prompt: 'welcome' },
          { do: 'enter', phase: 'menu', step: 'menu' },
          { do: 'speak', prompt: 'menu' },
        ],
      },
    ],
    ['does not listen to keys in the greeting', [key('1')], { step: 'hello', acts: [] }],
    [
      'takes a key while the menu is still spoken',
      [spoken, key('1')],
      {
        step: 'sales',
        acts: [
          { do: 'be-silent' },
          { do: 'choose', step: 'menu', choice: '1' },
          { do: 'queue', queueId: 'sales', priority: 3 },
        ],
      },
    ],
    ['waits for a key after the menu', [spoken, spoken], { step: 'menu', acts: [{ do: 'await-key', ms: 4000 }] }],
    [
      'says the menu again for a wrong key',
      [spoken, key('7')],
      { step: 'menu', acts: [{ do: 'be-silent' }, { do: 'speak', prompt: 'menu' }] },
    ],
    [
      'says the menu again when no key comes',
      [spoken, spoken, noKey],
      { step: 'menu', acts: [{ do: 'speak', prompt: 'menu' }] },
    ],
    [
      'goes on after the last try',
      [spoken, spoken, noKey, spoken, noKey],
      { step: 'sales', acts: [{ do: 'queue', queueId: 'sales', priority: 3 }] },
    ],
    ['ignores a limit that was overtaken by a prompt', [spoken, noKey], { step: 'menu', acts: [] }],
    [
      'sets the language and returns to the menu',
      [spoken, key('9'), key('2')],
      {
        step: 'menu',
        acts: [
          { do: 'be-silent' },
          { do: 'choose', step: 'lang', choice: '2' },
          { do: 'language', language: 'pl' },
          { do: 'enter', phase: 'menu', step: 'menu' },
          { do: 'speak', prompt: 'menu' },
        ],
      },
    ],
    [
      'says a step again from its beginning',
      [spoken, { type: 'begin' }],
      {
        step: 'menu',
        acts: [
          { do: 'enter', phase: 'menu', step: 'menu' },
          { do: 'speak', prompt: 'menu' },
        ],
      },
    ],
  ])('%s', (_, events, expected) => {
    expect(follow(events)).toEqual(expected);
  });

  it('tells a caller out of hours and ends as closed', () => {
    expect(follow([], CLOSED).acts.at(-1)).toEqual({ do: 'speak', prompt: 'closed' });
    expect(follow([spoken], CLOSED).acts).toEqual([{ do: 'hang-up', cause: 'closed' }]);
  });

  it.each([
    ['*', 'star'],
    ['#', 'hash'],
  ])('knows the key %s by the name that a flow has for it', (digit, name) => {
    const menu: Flow = {
      id: 'm',
      start: 'menu',
      steps: [
        { id: 'menu', do: 'menu', prompt: 'menu', keys: { [name]: 'bye' }, next: 'menu' },
        { id: 'bye', do: 'hangup' },
      ],
    };
    const { acts } = next(menu, begin(menu, OPEN).position, key(digit), OPEN);
    expect(acts).toContainEqual({ do: 'choose', step: 'menu', choice: name });
    expect(acts.at(-1)).toEqual({ do: 'hang-up', cause: 'flow' });
  });

  it('ends as failed instead of running in a circle or into nothing', () => {
    const circle: Flow = {
      id: 'c',
      start: 'a',
      steps: [{ id: 'a', do: 'hours', open: [], next: 'a', closedNext: 'a' }],
    };
    expect(begin(circle, OPEN).acts.at(-1)).toEqual({ do: 'hang-up', cause: 'failed' });
    const nowhere: Flow = { id: 'n', start: 'gone', steps: [] };
    expect(begin(nowhere, OPEN).acts).toEqual([{ do: 'hang-up', cause: 'failed' }]);
  });
});
