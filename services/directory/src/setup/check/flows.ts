import type { Flow, FlowStep } from '#common/contracts/directory.js';
import { LANGUAGES } from '#common/contracts/words.js';
import { checkHours } from './hours.js';
import { type Problem, pathOf, wrong } from './problem.js';

/** Steps that end the caller's way by themselves and need no `next`. */
const LAST = new Set<FlowStep['do']>(['queue', 'hangup']);

export function checkFlow(flow: Flow, queues: ReadonlySet<string>): Problem[] {
  const steps = new Set(flow.steps.map((s) => s.id));
  const found: Problem[] = [];
  if (steps.size !== flow.steps.length)
    found.push(wrong('STEP_TWICE', pathOf('flows', flow.id, 'steps'), 'Two steps have the same id: rename one.'));
  if (!steps.has(flow.start))
    found.push(
      wrong(
        'UNKNOWN_STEP',
        pathOf('flows', flow.id, 'start'),
        `It starts at ${flow.start}, which does not exist: name one of its steps.`,
      ),
    );
  for (const step of flow.steps) {
    const at = ['flows', flow.id, 'steps', step.id];
    for (const [place, to] of leadsTo(step))
      if (!steps.has(to))
        found.push(
          wrong(
            'UNKNOWN_STEP',
            pathOf(...at, ...place),
            `It leads to ${to}, which does not exist: name one of the steps.`,
          ),
        );
    found.push(...lacks(step, queues, at));
  }
  return found.length > 0 ? found : stuck(flow);
}

/** Where a caller can go from this step, and which field says so. */
export function leadsTo(step: FlowStep): [place: string[], to: string][] {
  const keys = step.do === 'menu' ? Object.entries(step.keys ?? {}) : [];
  return [
    ...(step.next === undefined ? [] : [[['next'], step.next] as [string[], string]]),
    ...(step.closedNext === undefined ? [] : [[['closedNext'], step.closedNext] as [string[], string]]),
    ...keys.map(([key, to]): [string[], string] => [['keys', key], to]),
  ];
}

function lacks(step: FlowStep, queues: ReadonlySet<string>, at: string[]): Problem[] {
  const found: Problem[] = [];
  const say = (code: string, field: string, detail: string) => found.push(wrong(code, pathOf(...at, field), detail));
  const need = (field: string, there: unknown, what: string) =>
    there === undefined && say('STEP_INCOMPLETE', field, `It needs ${what}.`);
  if (!LAST.has(step.do)) need('next', step.next, 'a next step');
  if (step.do === 'greeting' || step.do === 'message') need('prompt', step.prompt, 'a prompt');
  if (step.do === 'menu' || step.do === 'language') {
    need('prompt', step.prompt, 'a prompt');
    need('keys', Object.keys(step.keys ?? {}).length > 0 ? step.keys : undefined, 'keys');
    for (const key of Object.keys(step.keys ?? {}))
      if (!isPhoneKey(key)) say('BAD_KEY', 'keys', `${key} is no key of a phone: write 0 to 9, A to D, star or hash.`);
    if ((step.tries ?? 1) < 1 || (step.tries ?? 1) > 10) say('BAD_STEP', 'tries', 'tries must be 1 to 10.');
  }
  if (step.do === 'language')
    for (const [key, to] of Object.entries(step.keys ?? {}))
      if (!(LANGUAGES as readonly string[]).includes(to))
        found.push(
          wrong('UNKNOWN_LANGUAGE', pathOf(...at, 'keys', key), `There is no language ${to}: ${LANGUAGES.join(', ')}.`),
        );
  if (step.do === 'hours') {
    need('closedNext', step.closedNext, 'a step for closed hours');
    found.push(...checkHours(step, ...at));
  }
  if (step.do === 'queue') {
    need('queueId', step.queueId, 'a queue');
    if (step.queueId !== undefined && !queues.has(step.queueId))
      say('UNKNOWN_QUEUE', 'queueId', `There is no queue ${step.queueId}: make it first, or name another.`);
  }
  return found;
}

export const isPhoneKey = (key: string): boolean => /^[0-9A-D]$/.test(key) || key === 'star' || key === 'hash';

/** Steps from which no way leads to a step that ends: found backwards from the ends. */
function stuck(flow: Flow): Problem[] {
  const ends = new Set(flow.steps.filter((s) => LAST.has(s.do)).map((s) => s.id));
  for (let grew = true; grew; ) {
    const before = ends.size;
    for (const step of flow.steps) if (leadsTo(step).some(([, to]) => ends.has(to))) ends.add(step.id);
    grew = ends.size > before;
  }
  return flow.steps
    .filter((s) => !ends.has(s.id))
    .map((s) =>
      wrong(
        'ENDLESS_FLOW',
        pathOf('flows', flow.id, 'steps', s.id),
        'From here a caller can reach neither a queue nor the end of the call: lead one of its ways there.',
      ),
    );
}
