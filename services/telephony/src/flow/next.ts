import type { Flow, FlowStep } from '#common/contracts/directory.js';
import { type EndCause, LANGUAGES, type Language } from '#common/contracts/words.js';
import { isOpen } from '#common/hours/hours.js';
import type { FlowPosition } from './position.js';

export type FlowEvent = { type: 'begin' } | { type: 'spoken' } | { type: 'key'; key: string } | { type: 'no-key' };

export type FlowAct =
  | { do: 'speak'; prompt: string }
  | { do: 'be-silent' }
  | { do: 'await-key'; ms: number }
  | { do: 'enter'; phase: 'greeting' | 'menu' | 'message'; step: string }
  | { do: 'choose'; step: string; choice: string }
  | { do: 'notice'; prompt: string }
  | { do: 'language'; language: Language }
  | { do: 'queue'; queueId: string; priority: number }
  | { do: 'hang-up'; cause: EndCause };

export interface FlowTurn {
  readonly position: FlowPosition;
  readonly acts: readonly FlowAct[];
}

const KEY_WAIT_MS = 5_000;
const TRIES = 3;
/** More steps than this without a word to the caller is a circle. */
const MOST_STEPS = 50;

/** Where a flow begins. `now` in ms decides its open hours. */
export const begin = (flow: Flow, now: number): FlowTurn => enter(flow, flow.start, now, [], false);

/** What happens to a caller at `position` when `event` comes. Pure; an event that means nothing here changes nothing. */
export function next(flow: Flow, position: FlowPosition, event: FlowEvent, now: number): FlowTurn {
  if (event.type === 'begin') return enter(flow, position.step, now, [], position.closed);
  const step = stepOf(flow, position.step);
  if (!step) return broken(position.step);
  if (step.do === 'greeting' || step.do === 'message')
    return event.type === 'spoken' ? enter(flow, step.next, now, said(step), position.closed) : { position, acts: [] };
  if (step.do === 'menu' || step.do === 'language') return ask(flow, step, position, event, now);
  return { position, acts: [] };
}

function ask(flow: Flow, step: FlowStep, position: FlowPosition, event: FlowEvent, now: number): FlowTurn {
  const wait: FlowAct = { do: 'await-key', ms: step.waitMs ?? KEY_WAIT_MS };
  if (event.type === 'spoken') return { position: { ...position, waiting: true }, acts: [wait] };
  if (event.type === 'key') {
    const key = keyOf(event.key);
    const target = step.keys?.[key];
    const heard: FlowAct[] = [{ do: 'be-silent' }, { do: 'choose', step: step.id, choice: key }];
    if (target === undefined) return again(flow, step, position, now, [{ do: 'be-silent' }]);
    if (step.do === 'menu') return enter(flow, target, now, heard, position.closed);
    const language = LANGUAGES.find((l) => l === target);
    return enter(flow, step.next, now, language ? [...heard, { do: 'language', language }] : heard, position.closed);
  }
  return event.type === 'no-key' && position.waiting ? again(flow, step, position, now, []) : { position, acts: [] };
}

function again(flow: Flow, step: FlowStep, position: FlowPosition, now: number, acts: readonly FlowAct[]): FlowTurn {
  if (position.asked >= (step.tries ?? TRIES)) return enter(flow, step.next, now, acts, position.closed);
  const spoken: FlowAct = step.prompt
    ? { do: 'speak', prompt: step.prompt }
    : { do: 'await-key', ms: step.waitMs ?? KEY_WAIT_MS };
  return { position: { ...position, asked: position.asked + 1, waiting: !step.prompt }, acts: [...acts, spoken] };
}

/** Goes on through steps that need no caller (hours) until one speaks, queues or ends. */
function enter(flow: Flow, id: string | undefined, now: number, before: readonly FlowAct[], closed: boolean): FlowTurn {
  const acts = [...before];
  for (let n = 0; n < MOST_STEPS; n++) {
    const step = id === undefined ? undefined : stepOf(flow, id);
    if (!step) return id === undefined ? over(flow.start, acts, closed ? 'closed' : 'flow') : broken(id, acts);
    const position = { step: step.id, asked: 1, waiting: false, closed };
    switch (step.do) {
      case 'hours': {
        const open = isOpen({ timeZone: step.timeZone ?? 'UTC', open: step.open ?? [], holidays: step.holidays }, now);
        acts.push({ do: 'choose', step: step.id, choice: open ? 'open' : 'closed' });
        closed ||= !open;
        id = open ? step.next : step.closedNext;
        continue;
      }
      case 'greeting':
      case 'message':
        if (!step.prompt) {
          id = step.next;
          continue;
        }
        acts.push({ do: 'enter', phase: step.do, step: step.id }, { do: 'speak', prompt: step.prompt });
        return { position, acts };
      case 'menu':
      case 'language':
        acts.push({ do: 'enter', phase: 'menu', step: step.id });
        if (!step.prompt)
          return {
            position: { ...position, waiting: true },
            acts: [...acts, { do: 'await-key', ms: step.waitMs ?? KEY_WAIT_MS }],
          };
        return { position, acts: [...acts, { do: 'speak', prompt: step.prompt }] };
      case 'queue':
        if (!step.queueId) return broken(step.id, acts);
        return { position, acts: [...acts, { do: 'queue', queueId: step.queueId, priority: step.priority ?? 0 }] };
      case 'hangup':
        return over(step.id, acts, closed ? 'closed' : 'flow');
    }
  }
  return broken(flow.start, acts);
}

const said = (step: FlowStep): FlowAct[] => (step.notice && step.prompt ? [{ do: 'notice', prompt: step.prompt }] : []);
const stepOf = (flow: Flow, id: string): FlowStep | undefined => flow.steps.find((step) => step.id === id);
const over = (step: string, acts: readonly FlowAct[], cause: EndCause): FlowTurn => ({
  position: { step, asked: 1, waiting: false, closed: cause === 'closed' },
  acts: [...acts, { do: 'hang-up', cause }],
});
const broken = (step: string, acts: readonly FlowAct[] = []): FlowTurn => over(step, acts, 'failed');
/** A phone's key as flows and the ledger name it: an id holds no `*` and no `#`. */
export const keyOf = (digit: string): string => (digit === '*' ? 'star' : digit === '#' ? 'hash' : digit);
